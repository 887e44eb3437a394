package dev.berth.diagnosis;

import java.net.InetAddress;
import java.net.UnknownHostException;

/// The network of a client, as it is counted: /24 of IPv4, /64 of IPv6.
final class Networks {

    private static final int IPV4_OCTETS = 4;
    private static final int IPV4_KEPT = 3;
    private static final int IPV6_KEPT = 8;

    private Networks() {}

    /// Such as `192.0.2.0/24`.
    static String of(InetAddress client) {
        byte[] octets = client.getAddress();
        int kept = octets.length == IPV4_OCTETS ? IPV4_KEPT : IPV6_KEPT;
        for (int i = kept; i < octets.length; i++) {
            octets[i] = 0;
        }
        try {
            return InetAddress.getByAddress(octets).getHostAddress() + "/" + kept * 8;
        } catch (UnknownHostException e) {
            throw new IllegalStateException("4 or 16 octets are an address", e);
        }
    }
}
