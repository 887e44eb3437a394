package dev.berth.transfer;

import dev.berth.endpoint.PortRules;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;

/// As whom a client address counts on a board: two addresses with equal keys cannot be told apart there.
final class ClientKey {

    /// Everybody.
    static final Object ANYBODY = "anybody";

    private static final int IPV4_OCTETS = 3;
    private static final int IPV6_OCTETS = 8;

    private ClientKey() {}

    /// The key of an address, which must be free of scopes and of IPv4 inside IPv6.
    static Object of(InetAddress address, PortRules.Key by) {
        return switch (by) {
            case EXACT -> address;
            case PREFIX -> prefix(address);
            case PORT -> ANYBODY;
        };
    }

    /// The /24 of an IPv4 address, the /64 of an IPv6 one.
    private static InetAddress prefix(InetAddress address) {
        byte[] octets = address.getAddress();
        int kept = address instanceof Inet4Address ? IPV4_OCTETS : IPV6_OCTETS;
        for (int i = kept; i < octets.length; i++) {
            octets[i] = 0;
        }
        try {
            return InetAddress.getByAddress(octets);
        } catch (UnknownHostException e) {
            throw new IllegalStateException("4 or 16 octets are an address", e);
        }
    }
}
