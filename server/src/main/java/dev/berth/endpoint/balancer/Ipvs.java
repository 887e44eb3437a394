package dev.berth.endpoint.balancer;

import static dev.berth.endpoint.balancer.BalancedEndpoint.literal;

import dev.berth.endpoint.PassiveRange;
import dev.berth.endpoint.balancer.BalancedEndpoint.Node;
import java.net.Inet6Address;
import java.util.List;
import java.util.stream.Collectors;

/// The virtual server of the Linux kernel with direct routing: nftables marks what clients send, one mark for control
/// and one for each node's ports, and the marks are the virtual services. The answers do not pass the balancer.
final class Ipvs {

    private static final int CONTROL = 21_000;

    private Ipvs() {}

    static String text(BalancedEndpoint endpoint) {
        boolean ipv6 = endpoint.dialled() instanceof Inet6Address;
        String ip = ipv6 ? "ip6" : "ip";
        String family = ipv6 ? " -6" : "";
        String to = "    %s daddr %s tcp dport ".formatted(ip, literal(endpoint.dialled()));
        var marks = new StringBuilder(to + Nftables.set(endpoint.control()) + " meta mark set " + CONTROL + "\n");
        var services = new StringBuilder("-A -f %d%s -s lc%n".formatted(CONTROL, family));
        endpoint.nodes().forEach(node -> services.append(server(CONTROL, family, node)));
        int mark = CONTROL;
        for (Node node : endpoint.nodes()) {
            mark++;
            if (!node.slices().isEmpty()) {
                marks.append(to + ports(node.slices()) + " meta mark set " + mark + "\n");
                services.append("-A -f %d%s -s lc%n".formatted(mark, family)).append(server(mark, family, node));
            }
        }
        return """
                # For sh, as root, with nft and ipvsadm. Each node has %1$s on a loopback device and does not answer ARP or
                # neighbour discovery for it; the balancer has it on the network. Services with these marks must not
                # exist yet: ipvsadm -C removes all.
                set -e
                nft -f - <<'END'
                table %2$s berth
                delete table %2$s berth
                table %2$s berth {
                  chain prerouting {
                    type filter hook prerouting priority mangle; policy accept;
                %3$s  }
                }
                END
                # As long as a silent control connection may be: longer than the longest transfer.
                ipvsadm --set 86400 120 300
                ipvsadm -R <<'END'
                %4$sEND
                """.formatted(literal(endpoint.dialled()), ip, marks, services);
    }

    private static String server(int mark, String family, Node node) {
        String host = family.isEmpty() ? literal(node.address()) : "[" + literal(node.address()) + "]";
        return "-a -f %d%s -r %s -g%n".formatted(mark, family, host);
    }

    private static String ports(List<PassiveRange> slices) {
        return "{ " + slices.stream().map(PassiveRange::toString).collect(Collectors.joining(", ")) + " }";
    }
}
