package dev.berth.endpoint;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.regex.Pattern;

/// A network that clients come from, in CIDR form: `192.0.2.0/24`, `2001:db8::/32`, or `*` for everybody.
///
/// @param address the network's address; the host bits are zero
/// @param bits the length of the prefix
/// @param text how it was written
public record ClientNetwork(InetAddress address, int bits, String text) {

    /// The rule in words, for messages.
    public static final String RULE =
            "an IPv4 or IPv6 network such as 192.0.2.0/24 or 2001:db8::/32 without host bits, or *";

    /// Everybody.
    public static final ClientNetwork ANY = new ClientNetwork(InetAddress.getLoopbackAddress(), 0, "*");

    private static final Pattern LITERAL = Pattern.compile("[0-9a-fA-F:.]{2,45}");

    /// Reads the CIDR form or `*`; a bare address is a network of one. No name is ever looked up.
    ///
    /// @throws IllegalArgumentException if the text breaks [#RULE]
    public static ClientNetwork parse(String text) {
        if (text.equals("*")) {
            return ANY;
        }
        int slash = text.indexOf('/');
        String literal = slash < 0 ? text : text.substring(0, slash);
        if (!LITERAL.matcher(literal).matches()
                || (literal.indexOf(':') < 0
                        && literal.chars().filter(c -> c == '.').count() != 3)) {
            throw new IllegalArgumentException("a network is " + RULE);
        }
        try {
            InetAddress address = InetAddress.getByName(literal);
            int all = address.getAddress().length * 8;
            int bits = slash < 0 ? all : Integer.parseInt(text.substring(slash + 1));
            if (bits < 0 || bits > all || !hostBitsAreZero(address.getAddress(), bits)) {
                throw new IllegalArgumentException("a network is " + RULE);
            }
            return new ClientNetwork(address, bits, text);
        } catch (UnknownHostException | NumberFormatException e) {
            throw new IllegalArgumentException("a network is " + RULE, e);
        }
    }

    /// Whether `client` is in it; the two families never match each other.
    public boolean contains(InetAddress client) {
        if (text.equals("*")) {
            return true;
        }
        byte[] mine = address.getAddress();
        byte[] theirs = client.getAddress();
        return mine.length == theirs.length && sameBits(mine, theirs, bits);
    }

    private static boolean sameBits(byte[] a, byte[] b, int bits) {
        int whole = bits / 8;
        int rest = 8 - bits % 8;
        return Arrays.equals(a, 0, whole, b, 0, whole) && (rest == 8 || (a[whole] ^ b[whole]) >> rest == 0);
    }

    private static boolean hostBitsAreZero(byte[] address, int bits) {
        for (int i = bits; i < address.length * 8; i++) {
            if (bit(address, i) != 0) {
                return false;
            }
        }
        return true;
    }

    private static int bit(byte[] address, int index) {
        return (address[index / 8] >> (7 - index % 8)) & 1;
    }

    @Override
    public String toString() {
        return text;
    }
}
