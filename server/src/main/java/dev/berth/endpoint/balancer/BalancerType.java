package dev.berth.endpoint.balancer;

import java.net.Inet6Address;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/// The load balancers whose configuration is written (CLUSTER.md D). They pass TCP on as it is; none of them must know
/// FTP.
public enum BalancerType {
    /// A full proxy; PROXY headers of version 2.
    HAPROXY(Header.ANY, true),
    /// The stream module of nginx, a full proxy; PROXY headers of version 1.
    NGINX(Header.ANY, true),
    /// Address translation by the kernel, for a table of its own.
    NFTABLES(Header.NEVER, true),
    /// The kernel's virtual server with direct routing: a shell script that calls nft and ipvsadm.
    IPVS(Header.NEVER, true),
    /// A Service of type LoadBalancer.
    KUBERNETES(Header.NEVER, false),
    /// A network load balancer of AWS, for Terraform; PROXY headers of version 2.
    NLB_TERRAFORM(Header.ANY, false);

    private enum Header {
        ANY,
        NEVER
    }

    /// The names, for messages.
    public static final String NAMES =
            Arrays.stream(values()).map(BalancerType::word).collect(Collectors.joining(", "));

    private final Header header;
    private final boolean dialled;

    BalancerType(Header header, boolean dialled) {
        this.header = header;
        this.dialled = dialled;
    }

    /// Reads a name.
    public static Optional<BalancerType> parse(String word) {
        return Arrays.stream(values()).filter(type -> type.word().equals(word)).findFirst();
    }

    /// The name: `nlb-terraform`.
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// Whether it must be told the address that clients dial.
    public boolean needsAddress() {
        return dialled;
    }

    /// Why this balancer cannot be put before an endpoint, in a sentence for the operator; empty if it can.
    public Optional<String> objection(BalancedEndpoint endpoint) {
        if (header == Header.NEVER && endpoint.proxied()) {
            return Optional.of("sends no PROXY header, which the listeners of this endpoint demand: take haproxy, nginx"
                    + " or nlb-terraform, or set proxy: off");
        }
        if (this == NLB_TERRAFORM && endpoint.ports() > NlbTerraform.MOST_LISTENERS) {
            return Optional.of("has at most " + NlbTerraform.MOST_LISTENERS + " listeners, and this endpoint has "
                    + endpoint.ports() + " ports");
        }
        boolean kernel = this == NFTABLES || this == IPVS;
        return kernel && endpoint.nodes().stream().anyMatch(node -> isIpv6(node) != isIpv6(endpoint))
                ? Optional.of("translates no IPv4 to IPv6: address and node must be of one family")
                : Optional.empty();
    }

    /// Writes the configuration, without the lines that say what it is.
    public String write(BalancedEndpoint endpoint) {
        return switch (this) {
            case HAPROXY -> Haproxy.text(endpoint);
            case NGINX -> Nginx.text(endpoint);
            case NFTABLES -> Nftables.text(endpoint);
            case IPVS -> Ipvs.text(endpoint);
            case KUBERNETES -> KubernetesService.text(endpoint);
            case NLB_TERRAFORM -> NlbTerraform.text(endpoint);
        };
    }

    private static boolean isIpv6(BalancedEndpoint.Node node) {
        return node.address() instanceof Inet6Address;
    }

    private static boolean isIpv6(BalancedEndpoint endpoint) {
        return endpoint.dialled() instanceof Inet6Address;
    }
}
