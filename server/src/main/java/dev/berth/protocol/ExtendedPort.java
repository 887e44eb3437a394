package dev.berth.protocol;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/// `|1|192.0.2.9|49152|`: the argument of EPRT, and the `|||port|` of 229 (RFC 2428 §2, §3).
public final class ExtendedPort {

    private ExtendedPort() {}

    /// What an argument of EPRT turned out to be.
    public sealed interface Parsed {}

    /// A literal address and a port.
    public record Target(InetSocketAddress address) implements Parsed {}

    /// A network protocol other than 1 (IPv4) and 2 (IPv6): 522.
    public record OtherProtocol() implements Parsed {}

    /// Not of the form: 501.
    public record Malformed() implements Parsed {}

    /// Reads the argument. Only literal addresses are taken; no name is looked up.
    public static Parsed parse(String text) {
        if (text.isEmpty() || text.charAt(0) < 33 || text.charAt(0) > 126) {
            return new Malformed();
        }
        String[] parts = text.split(java.util.regex.Pattern.quote(text.substring(0, 1)), -1);
        if (parts.length != 5 || !parts[0].isEmpty() || !parts[4].isEmpty()) {
            return new Malformed();
        }
        if (!parts[1].equals("1") && !parts[1].equals("2")) {
            return parts[1].matches("\\d{1,5}") ? new OtherProtocol() : new Malformed();
        }
        return target(parts[1].equals("1"), parts[2], parts[3]);
    }

    /// The text of 229.
    ///
    /// @param port 1 to 65535
    public static String passive(int port) {
        return "(|||" + port + "|)";
    }

    private static Parsed target(boolean ipv4, String host, String port) {
        if (!port.matches("\\d{1,5}") || Integer.parseInt(port) > 65535) {
            return new Malformed();
        }
        if (ipv4 ? !host.matches("\\d{1,3}(\\.\\d{1,3}){3}") : !host.matches("[0-9a-fA-F:.]*:[0-9a-fA-F:.]*")) {
            return new Malformed();
        }
        try {
            InetAddress address = InetAddress.ofLiteral(host);
            return address instanceof Inet4Address || !ipv4
                    ? new Target(new InetSocketAddress(address, Integer.parseInt(port)))
                    : new Malformed();
        } catch (IllegalArgumentException notAnAddress) {
            return new Malformed();
        }
    }
}
