package dev.berth.endpoint.balancer;

import dev.berth.endpoint.PassiveRange;
import dev.berth.endpoint.balancer.BalancedEndpoint.Node;

/// HAProxy 2.x. A server without a port gets each connection on the port that the client dialled.
final class Haproxy {

    private Haproxy() {}

    static String text(BalancedEndpoint endpoint) {
        String header = endpoint.proxied() ? " send-proxy-v2" : "";
        var text = new StringBuilder("""
                # HAProxy. Its limit of descriptors must exceed the number of ports and two per connection.
                defaults
                  mode tcp
                  timeout connect 5s
                  # A control connection is silent while data flows: these exceed the longest transfer.
                  timeout client 24h
                  timeout server 24h
                  option clitcpka
                  option srvtcpka

                frontend berth_control
                """);
        endpoint.control().forEach(port -> text.append("  bind %s:%d%n".formatted(endpoint.host(), port)));
        text.append("  default_backend berth_control\n\nbackend berth_control\n  balance leastconn\n");
        if (endpoint.health().isPresent()) {
            text.append("  option httpchk GET /health/ready\n");
        }
        endpoint.nodes()
                .forEach(node ->
                        text.append("  server %s %s%s%s%n".formatted(node.id(), node.host(), header, check(endpoint))));
        for (int i = 0; i < endpoint.nodes().size(); i++) {
            data(text, endpoint, i, header);
        }
        return text.toString();
    }

    /// The data of a session goes to the node that has it, drained or not: no check.
    private static void data(StringBuilder text, BalancedEndpoint endpoint, int number, String header) {
        Node node = endpoint.nodes().get(number);
        if (node.slices().isEmpty()) {
            return;
        }
        text.append("\nfrontend berth_data_%d%n".formatted(number));
        for (PassiveRange slice : node.slices()) {
            text.append("  bind %s:%s%n".formatted(endpoint.host(), slice));
        }
        text.append("  default_backend berth_data_%d%n%nbackend berth_data_%d%n".formatted(number, number));
        text.append("  server %s %s%s%n".formatted(node.id(), node.host(), header));
    }

    private static String check(BalancedEndpoint endpoint) {
        if (endpoint.health().isPresent()) {
            return " check port " + endpoint.health().get() + " inter 2s fall 2 rise 2";
        }
        return " check port " + endpoint.control().getFirst() + (endpoint.proxied() ? " check-send-proxy" : "");
    }
}
