package dev.berth.endpoint;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.List;

/// Whether an address can be reached from the internet, as far as its form tells (the special-purpose registries of
/// IANA, RFC 6890).
public final class PublicAddress {

    private static final List<ClientNetwork> SPECIAL = List.of(
                    "0.0.0.0/8",
                    "10.0.0.0/8",
                    "100.64.0.0/10",
                    "127.0.0.0/8",
                    "169.254.0.0/16",
                    "172.16.0.0/12",
                    "192.168.0.0/16",
                    "198.18.0.0/15",
                    "224.0.0.0/4",
                    "240.0.0.0/4",
                    "::/128",
                    "::1/128",
                    "64:ff9b:1::/48",
                    "100::/64",
                    "fc00::/7",
                    "fe80::/10",
                    "ff00::/8")
            .stream()
            .map(ClientNetwork::parse)
            .toList();

    private static final ClientNetwork MAPPED = ClientNetwork.parse("64:ff9b::/96");

    private PublicAddress() {}

    /// Neither private, nor shared by a carrier, loopback, link-local, multicast, reserved or nobody's. An IPv4
    /// address inside an IPv6 one (RFC 6052) is judged by itself.
    public static boolean is(InetAddress address) {
        if (address instanceof Inet6Address && MAPPED.contains(address)) {
            byte[] octets = address.getAddress();
            try {
                return is(InetAddress.getByAddress(new byte[] {octets[12], octets[13], octets[14], octets[15]}));
            } catch (java.net.UnknownHostException e) {
                throw new IllegalStateException("four octets are an address", e);
            }
        }
        for (ClientNetwork network : SPECIAL) {
            if (network.contains(address)) {
                return false;
            }
        }
        return true;
    }

    /// Whether a client of this network may be on the internet.
    public static boolean mayBeIn(ClientNetwork network) {
        return network.equals(ClientNetwork.ANY)
                || SPECIAL.stream()
                        .noneMatch(special -> special.bits() <= network.bits() && special.contains(network.address()));
    }

    /// Whether clients at `client` may be expected to reach `told`: a public address from everywhere, any other only
    /// by clients that are not on the internet themselves.
    public static boolean reaches(InetAddress client, Inet4Address told) {
        return is(told) || !is(client);
    }
}
