package dev.berth.ban;

import dev.berth.endpoint.ClientNetwork;
import java.net.InetAddress;
import java.net.UnknownHostException;

/// What is taken for one client, and for its neighbourhood. An IPv4 client is its address, with the /24 around it. An
/// IPv6 client is its /64, since a host takes as many addresses of that as it likes, with the /48 around it.
final class Around {

    private static final int IPV4_OCTETS = 4;
    private static final int IPV4_WIDE = 24;
    private static final int IPV6_NEAR = 64;
    private static final int IPV6_WIDE = 48;

    private Around() {}

    /// The client itself.
    static ClientNetwork near(InetAddress client) {
        return network(client, isIpv4(client) ? Integer.SIZE : IPV6_NEAR);
    }

    /// Its neighbourhood.
    static ClientNetwork wide(InetAddress client) {
        return network(client, isIpv4(client) ? IPV4_WIDE : IPV6_WIDE);
    }

    private static boolean isIpv4(InetAddress client) {
        return client.getAddress().length == IPV4_OCTETS;
    }

    private static ClientNetwork network(InetAddress client, int bits) {
        byte[] octets = client.getAddress();
        for (int i = bits / Byte.SIZE; i < octets.length; i++) {
            octets[i] = 0;
        }
        try {
            InetAddress address = InetAddress.getByAddress(octets);
            return new ClientNetwork(address, bits, text(address, bits));
        } catch (UnknownHostException e) {
            throw new IllegalStateException("4 or 16 octets are an address", e);
        }
    }

    /// The same network in the one form in which networks of bans are written: an address without its length, where
    /// it is a network of one.
    static ClientNetwork written(ClientNetwork network) {
        return new ClientNetwork(network.address(), network.bits(), text(network.address(), network.bits()));
    }

    private static String text(InetAddress address, int bits) {
        String host = address.getHostAddress();
        return bits == address.getAddress().length * Byte.SIZE ? host : host + "/" + bits;
    }
}
