package dev.berth.endpoint.balancer;

import dev.berth.endpoint.Endpoint;
import dev.berth.endpoint.Listener;
import dev.berth.endpoint.PassiveRange;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// What a load balancer must know of an endpoint.
///
/// @param name the endpoint's name
/// @param address what clients dial; empty where the balancer chooses it itself
/// @param control the control ports, ascending
/// @param proxied whether a PROXY header comes first, on control and data connections alike
/// @param health the port on which each node tells whether it is ready
/// @param nodes who serves it; at least one
public record BalancedEndpoint(
        String name,
        Optional<InetAddress> address,
        List<Integer> control,
        boolean proxied,
        Optional<Integer> health,
        List<Node> nodes) {

    /// One node.
    ///
    /// @param id its name
    /// @param address where the balancer reaches it
    /// @param slices the passive ports that it owns; those of two nodes never overlap
    public record Node(String id, InetAddress address, List<PassiveRange> slices) {

        public Node {
            slices = slices.stream()
                    .sorted(Comparator.comparingInt(PassiveRange::first))
                    .toList();
        }

        /// The address as it stands before a port: an IPv6 address in brackets.
        String host() {
            return hostOf(address);
        }
    }

    public BalancedEndpoint {
        control = control.stream().sorted().toList();
        nodes = List.copyOf(nodes);
    }

    /// What a balancer before an endpoint must know.
    ///
    /// @param address what clients dial
    /// @param nodes who serves it
    public static BalancedEndpoint of(
            Endpoint endpoint, Optional<InetAddress> address, Optional<Integer> health, List<Node> nodes) {
        boolean proxied =
                endpoint.listeners().stream().anyMatch(listener -> listener.proxy() == Listener.Proxy.REQUIRED);
        return new BalancedEndpoint(
                endpoint.name(),
                address,
                endpoint.listeners().stream().map(Listener::port).toList(),
                proxied,
                health,
                nodes);
    }

    /// The passive ports of all nodes, ascending.
    List<PassiveRange> slices() {
        return nodes.stream()
                .flatMap(node -> node.slices().stream())
                .sorted(Comparator.comparingInt(PassiveRange::first))
                .toList();
    }

    /// How many ports clients dial.
    int ports() {
        return control.size() + slices().stream().mapToInt(PassiveRange::size).sum();
    }

    /// Every port that clients dial on any node.
    Stream<Integer> passivePorts(Node node) {
        return node.slices().stream()
                .flatMap(
                        slice -> Stream.iterate(slice.first(), port -> port + 1).limit(slice.size()));
    }

    /// The address that clients dial, as it stands before a port.
    String host() {
        return hostOf(dialled());
    }

    /// The address that clients dial.
    InetAddress dialled() {
        return address.orElseThrow();
    }

    private static String hostOf(InetAddress address) {
        String literal = literal(address);
        return address instanceof Inet6Address ? "[" + literal + "]" : literal;
    }

    /// An address as text, without a zone.
    static String literal(InetAddress address) {
        String text = address.getHostAddress();
        int zone = text.indexOf('%');
        return zone < 0 ? text : text.substring(0, zone);
    }
}
