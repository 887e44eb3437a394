package dev.berth.endpoint.balancer;

/// A Service of type LoadBalancer, which has no ranges: one entry for each port.
final class KubernetesService {

    private KubernetesService() {}

    static String text(BalancedEndpoint endpoint) {
        var text = new StringBuilder("""
                # kubectl apply -f FILE. The selector is that of the pods' labels.
                apiVersion: v1
                kind: Service
                metadata:
                  name: berth-%s
                spec:
                  type: LoadBalancer
                  # Keeps the clients' addresses. No sessionAffinity: it would hold for each port alone.
                  externalTrafficPolicy: Local
                  selector:
                    app: berth
                  ports:
                """.formatted(endpoint.name()));
        endpoint.control().forEach(port -> text.append(port("control-", port)));
        endpoint.nodes()
                .forEach(node -> endpoint.passivePorts(node).forEach(port -> text.append(port("passive-", port))));
        return text.toString();
    }

    private static String port(String name, int port) {
        return "  - {name: %s%d, protocol: TCP, port: %d, targetPort: %d}%n".formatted(name, port, port, port);
    }
}
