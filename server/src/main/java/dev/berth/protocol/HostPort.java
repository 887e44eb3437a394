package dev.berth.protocol;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// `h1,h2,h3,h4,p1,p2`: the argument of PORT and the heart of 227 (RFC 959 §4.1.2).
public final class HostPort {

    private static final Pattern FORM =
            Pattern.compile("(\\d{1,3}),(\\d{1,3}),(\\d{1,3}),(\\d{1,3}),(\\d{1,3}),(\\d{1,3})");

    private HostPort() {}

    /// Reads the six numbers.
    ///
    /// @return empty if they are not six, or one is above 255
    public static Optional<InetSocketAddress> parse(String text) {
        Matcher numbers = FORM.matcher(text.strip());
        if (!numbers.matches()) {
            return Optional.empty();
        }
        int[] octets = new int[6];
        for (int i = 0; i < 6; i++) {
            octets[i] = Integer.parseInt(numbers.group(i + 1));
            if (octets[i] > 255) {
                return Optional.empty();
            }
        }
        return Optional.of(new InetSocketAddress(
                address((byte) octets[0], (byte) octets[1], (byte) octets[2], (byte) octets[3]),
                octets[4] * 256 + octets[5]));
    }

    /// Writes the six numbers.
    ///
    /// @param address an IPv4 address
    /// @param port 0 to 65535
    public static String format(InetAddress address, int port) {
        byte[] octets = address.getAddress();
        var text = new StringBuilder(23);
        for (byte octet : octets) {
            text.append(octet & 0xFF).append(',');
        }
        return text.append(port >> 8).append(',').append(port & 0xFF).toString();
    }

    private static InetAddress address(byte... octets) {
        try {
            return InetAddress.getByAddress(octets);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("four octets are an address", e);
        }
    }
}
