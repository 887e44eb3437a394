package dev.berth;

import dev.berth.endpoint.ClientNetwork;
import dev.berth.endpoint.Destination;
import dev.berth.endpoint.Directory;
import dev.berth.endpoint.ExternalAddress;
import dev.berth.endpoint.ExternalRule;
import dev.berth.endpoint.KnownBy;
import dev.berth.endpoint.Listener;
import dev.berth.endpoint.Listener.Proxy;
import dev.berth.endpoint.Listener.Tls;
import dev.berth.endpoint.NewEndpoint;
import dev.berth.endpoint.NewTenant;
import dev.berth.endpoint.PassiveRange;
import dev.berth.endpoint.Signal;
import dev.berth.tenant.FileOwner;
import dev.berth.tenant.Slug;
import dev.berth.tenant.Tenant;
import io.vertx.core.Future;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Which ports a node under test has, and the tenants that are served there.
///
/// @param controlPorts by the name of the listener: `acme`, `zebra`, `shared`, `proxied`, all without TLS;
///     `explicit`, `required`, `implicit`, which are acme's too; `signals`, which is `proxied` with AUTH TLS and takes
///     notice of everything that can tell a tenant
/// @param ranges by the name of the owner: `acme`, `zebra`, `shared`, `proxied`; `spare` belongs to nobody
record NodeUnderTestLayout(Map<String, Integer> controlPorts, Map<String, PassiveRange> ranges) {

    private static final List<String> LISTENERS = List.of(
            "acme", "zebra", "shared", "shared-explicit", "proxied", "signals", "explicit", "required", "implicit");
    private static final List<String> RANGES = List.of("acme", "zebra", "shared", "proxied", "spare");

    private static final Map<String, KnownBy> KNOWN_BY = Map.of(
            "quay", known("quay.example", "198.51.100.7", NodeUnderTestSettings.FRONT),
            "wharf", known("wharf.example", "198.51.100.8", "198.51.100.7:2121"));

    NodeUnderTestLayout {
        controlPorts = Map.copyOf(controlPorts);
        ranges = Map.copyOf(ranges);
    }

    /// Finds free ports.
    static NodeUnderTestLayout find(NodeUnderTestSettings settings) throws IOException {
        int size = settings.passivePorts();
        int next = NodeUnderTestPorts.free(LISTENERS.size() + RANGES.size() * size, NodeUnderTestSettings.ADDRESSES);
        Map<String, Integer> controlPorts = new HashMap<>();
        for (String name : LISTENERS) {
            controlPorts.put(name, next++);
        }
        Map<String, PassiveRange> ranges = new HashMap<>();
        for (String name : RANGES) {
            ranges.put(name, new PassiveRange(next, next + size - 1));
            next += size;
        }
        return new NodeUnderTestLayout(controlPorts, ranges);
    }

    /// The passive ports of a tenant.
    PassiveRange range(String tenant) {
        return ranges.containsKey(tenant) ? ranges.get(tenant) : ranges.get("shared");
    }

    /// Whether a port is one of the node's.
    boolean has(int port) {
        return controlPorts.containsValue(port) || ranges.values().stream().anyMatch(range -> range.contains(port));
    }

    /// Writes tenants and endpoints into an empty directory.
    ///
    /// @return the tenants by slug
    Future<Map<String, Tenant>> fill(Directory directory) {
        Map<String, Tenant> tenants = new HashMap<>();
        var toOtherAddress = new ExternalRule(ClientNetwork.ANY, ExternalAddress.parse("127.0.0.2"));
        return directory
                .createEndpoint(new NewEndpoint(
                        "shared",
                        List.of(
                                plain("shared"),
                                new Listener(controlPorts.get("shared-explicit"), Tls.EXPLICIT, Proxy.OFF)),
                        Optional.of(ranges.get("shared"))))
                .compose(_ -> directory.createEndpoint(new NewEndpoint(
                        "proxied",
                        List.of(
                                new Listener(controlPorts.get("proxied"), Tls.NONE, Proxy.REQUIRED),
                                new Listener(
                                        controlPorts.get("signals"),
                                        Tls.EXPLICIT,
                                        Proxy.REQUIRED,
                                        Set.of(Signal.values()))),
                        Optional.of(ranges.get("proxied")))))
                .compose(_ -> tenant(directory, tenants, "acme", List.of()))
                .compose(_ -> tenant(directory, tenants, "zebra", List.of(toOtherAddress)))
                .compose(_ -> tenant(directory, tenants, "quay", List.of()))
                .compose(_ -> tenant(directory, tenants, "wharf", List.of()))
                .map(_ -> tenants);
    }

    private Future<Void> tenant(
            Directory directory, Map<String, Tenant> tenants, String slug, List<ExternalRule> external) {
        List<Listener> own = switch (slug) {
            case "acme" -> List.of(plain(slug), tls(Tls.EXPLICIT), tls(Tls.REQUIRED), tls(Tls.IMPLICIT));
            case "zebra" -> List.of(plain(slug));
            default -> List.of();
        };
        var wanted = new NewTenant(
                new Slug(slug),
                slug,
                Optional.empty(),
                FileOwner.NONE,
                KNOWN_BY.containsKey(slug) ? List.of("shared", "proxied") : List.of("shared"),
                own,
                Optional.ofNullable(ranges.get(slug)),
                external,
                Optional.empty(),
                KNOWN_BY.getOrDefault(slug, KnownBy.SLUG));
        return directory.createTenant(wanted).map(made -> {
            tenants.put(slug, made.value().tenant());
            return null;
        });
    }

    private static KnownBy known(String domain, String... destinations) {
        return new KnownBy(
                List.of(domain),
                Arrays.stream(destinations).map(Destination::parse).toList());
    }

    private Listener tls(Tls kind) {
        return new Listener(controlPorts.get(kind.name().toLowerCase(Locale.ROOT)), kind, Proxy.OFF);
    }

    private Listener plain(String name) {
        return new Listener(controlPorts.get(name), Tls.NONE, Proxy.OFF);
    }
}
