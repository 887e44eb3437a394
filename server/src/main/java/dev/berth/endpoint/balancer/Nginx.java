package dev.berth.endpoint.balancer;

import dev.berth.endpoint.PassiveRange;

/// The stream module of nginx, 1.15 and later. The file is included at the top level of nginx.conf.
final class Nginx {

    private Nginx() {}

    static String text(BalancedEndpoint endpoint) {
        var text = new StringBuilder("""
                # nginx with its stream module, at the top level of nginx.conf. worker_connections must exceed the
                # number of ports and two per connection.
                stream {
                  # A control connection is silent while data flows: this exceeds the longest transfer.
                  proxy_timeout 24h;
                  proxy_socket_keepalive on;
                """);
        for (int port : endpoint.control()) {
            text.append("  upstream berth_control_%d {%n    least_conn;%n".formatted(port));
            endpoint.nodes()
                    .forEach(node -> text.append(
                            "    server %s:%d max_fails=2 fail_timeout=10s;%n".formatted(node.host(), port)));
            text.append("  }\n");
            server(text, endpoint, String.valueOf(port), "berth_control_" + port);
        }
        for (BalancedEndpoint.Node node : endpoint.nodes()) {
            for (PassiveRange slice : node.slices()) {
                server(text, endpoint, slice.toString(), node.host() + ":$server_port");
            }
        }
        return text.append("}\n").toString();
    }

    private static void server(StringBuilder text, BalancedEndpoint endpoint, String ports, String to) {
        text.append("  server {%n    listen %s:%s so_keepalive=60:30:4;%n    proxy_pass %s;%n"
                .formatted(endpoint.host(), ports, to));
        if (endpoint.proxied()) {
            text.append("    proxy_protocol on;\n");
        }
        text.append("  }\n");
    }
}
