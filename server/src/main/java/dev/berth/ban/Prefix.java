package dev.berth.ban;

import dev.berth.endpoint.ClientNetwork;
import java.net.InetAddress;
import java.nio.ByteBuffer;

/// The first bits of an address, as a key.
///
/// @param ipv4 the family
/// @param bits how many
/// @param high the first 64 bits of the address, of which the first `bits` may be set
/// @param low the rest of an IPv6 address, likewise
record Prefix(boolean ipv4, int bits, long high, long low) {

    private static final int IPV4_OCTETS = 4;

    static Prefix of(InetAddress address, int bits) {
        byte[] octets = address.getAddress();
        if (octets.length == IPV4_OCTETS) {
            long high = (long) ByteBuffer.wrap(octets).getInt() << Integer.SIZE;
            return new Prefix(true, bits, high & mask(bits), 0);
        }
        ByteBuffer both = ByteBuffer.wrap(octets);
        return new Prefix(false, bits, both.getLong() & mask(bits), both.getLong() & mask(bits - Long.SIZE));
    }

    static Prefix of(ClientNetwork network) {
        return of(network.address(), network.bits());
    }

    /// The first `bits` of 64; none if it is negative.
    private static long mask(int bits) {
        if (bits <= 0) {
            return 0;
        }
        return bits >= Long.SIZE ? -1L : -1L << (Long.SIZE - bits);
    }
}
