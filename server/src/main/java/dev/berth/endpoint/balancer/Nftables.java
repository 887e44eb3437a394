package dev.berth.endpoint.balancer;

import static dev.berth.endpoint.balancer.BalancedEndpoint.literal;

import dev.berth.endpoint.PassiveRange;
import java.net.Inet6Address;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// Destination translation by the Linux kernel. Clients keep their addresses, so the nodes must route back through
/// the balancer.
final class Nftables {

    private Nftables() {}

    static String text(BalancedEndpoint endpoint) {
        boolean ipv6 = endpoint.dialled() instanceof Inet6Address;
        String ip = ipv6 ? "ip6" : "ip";
        String to = "%s daddr %s tcp dport ".formatted(ip, literal(endpoint.dialled()));
        var text = new StringBuilder("""
                # nft -f FILE. The nodes' way back to the clients must lead through this machine, and clients must be told
                # this address in 227. No ftp helper must be loaded, and a silent connection must be kept for longer than
                # the longest transfer: net.netfilter.nf_conntrack_tcp_timeout_established=86400 or more.
                table %1$s berth
                delete table %1$s berth
                table %1$s berth {
                """.formatted(ip));
        if (!endpoint.slices().isEmpty()) {
            text.append("  map slices {\n    type inet_service : %s_addr\n    flags interval\n    elements = { "
                    .formatted(ipv6 ? "ipv6" : "ipv4"));
            text.append(String.join(", ", elements(endpoint))).append(" }\n  }\n");
        }
        text.append("  chain prerouting {\n    type nat hook prerouting priority dstnat; policy accept;\n    ");
        text.append(to)
                .append(set(endpoint.control()))
                .append(" dnat to ")
                .append(nodes(endpoint))
                .append('\n');
        if (!endpoint.slices().isEmpty()) {
            String ports =
                    endpoint.slices().stream().map(PassiveRange::toString).collect(Collectors.joining(", "));
            text.append("    ").append(to).append("{ ").append(ports).append(" } dnat to tcp dport map @slices\n");
        }
        return text.append("  }\n}\n").toString();
    }

    private static String nodes(BalancedEndpoint endpoint) {
        int count = endpoint.nodes().size();
        if (count == 1) {
            return literal(endpoint.nodes().getFirst().address());
        }
        List<String> choices = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            choices.add(i + " : " + literal(endpoint.nodes().get(i).address()));
        }
        return "numgen inc mod " + count + " map { " + String.join(", ", choices) + " }";
    }

    private static List<String> elements(BalancedEndpoint endpoint) {
        return endpoint.nodes().stream()
                .flatMap(node -> node.slices().stream().map(slice -> slice + " : " + literal(node.address())))
                .toList();
    }

    static String set(List<Integer> ports) {
        return "{ " + ports.stream().map(String::valueOf).collect(Collectors.joining(", ")) + " }";
    }
}
