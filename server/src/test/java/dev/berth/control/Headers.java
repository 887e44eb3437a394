package dev.berth.control;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.net.InetSocketAddress;

/// PROXY headers as octet strings, written by the specification alone.
final class Headers {

    private static final byte[] SIGNATURE = {0x0D, 0x0A, 0x0D, 0x0A, 0x00, 0x0D, 0x0A, 0x51, 0x55, 0x49, 0x54, 0x0A};

    private static final int LOCAL = 0x20;
    private static final int PROXY = 0x21;
    private static final int STREAM = 1;
    private static final int DATAGRAM = 2;

    private Headers() {}

    static String v1(InetSocketAddress from, InetSocketAddress to) {
        boolean ipv4 = from.getAddress().getAddress().length == 4;
        return "PROXY " + (ipv4 ? "TCP4 " : "TCP6 ") + from.getAddress().getHostAddress() + ' '
                + to.getAddress().getHostAddress() + ' ' + from.getPort() + ' ' + to.getPort() + "\r\n";
    }

    static String v1Unknown() {
        return "PROXY UNKNOWN\r\n";
    }

    static String v2(InetSocketAddress from, InetSocketAddress to) {
        return v2(PROXY, STREAM, from, to, 0);
    }

    static String v2Datagram(InetSocketAddress from, InetSocketAddress to) {
        return v2(PROXY, DATAGRAM, from, to, 0);
    }

    static String v2Local(InetSocketAddress from, InetSocketAddress to) {
        return v2(LOCAL, STREAM, from, to, 0);
    }

    /// With a type-length-value of so many octets.
    static String v2Padded(InetSocketAddress from, InetSocketAddress to, int octets) {
        return v2(PROXY, STREAM, from, to, octets);
    }

    private static String v2(int command, int transport, InetSocketAddress from, InetSocketAddress to, int padding) {
        byte[] source = from.getAddress().getAddress();
        byte[] destination = to.getAddress().getAddress();
        int family = source.length == 4 ? 1 : 2;
        int tlv = padding == 0 ? 0 : 3 + padding;
        var out = new ByteArrayOutputStream();
        out.writeBytes(SIGNATURE);
        out.write(command);
        out.write(family << 4 | transport);
        number(out, source.length + destination.length + 4 + tlv);
        out.writeBytes(source);
        out.writeBytes(destination);
        number(out, from.getPort());
        number(out, to.getPort());
        if (padding > 0) {
            out.write(0xE0);
            number(out, padding);
            out.writeBytes(new byte[padding]);
        }
        return out.toString(ISO_8859_1);
    }

    private static void number(ByteArrayOutputStream out, int number) {
        out.write(number >> 8);
        out.write(number);
    }
}
