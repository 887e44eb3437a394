package dev.berth.cluster;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toMap;

import dev.berth.bus.Applied.Fault;
import dev.berth.config.ProxyConfig;
import dev.berth.endpoint.Berth;
import dev.berth.endpoint.ClientNetwork;
import dev.berth.endpoint.Endpoint;
import dev.berth.endpoint.EndpointId;
import dev.berth.endpoint.Listener;
import dev.berth.endpoint.Topology;
import dev.berth.net.ProxyHeader;
import dev.berth.observe.Events;
import dev.berth.observe.NodeEvent;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The load balancers in front of this node: which listeners and pools begin with a PROXY header, and whose headers
/// are believed. Control and data of one pool agree, or nothing is served: with a header on one side only, the two
/// connections of one client would seem to come from two.
final class Balancers {

    private final ProxyConfig config;
    private final List<ClientNetwork> trusted;
    private final Events events;
    private final boolean readable;

    Balancers(ProxyConfig config, Events events) {
        this(config, events, ProxyHeader.canBeRead());
    }

    /// @param readable whether this process can read headers at all
    Balancers(ProxyConfig config, Events events, boolean readable) {
        this.config = config;
        this.trusted = config.trusted().stream().map(ClientNetwork::parse).toList();
        this.events = events;
        this.readable = readable;
    }

    /// What comes first on a port.
    ///
    /// @param side what the port is for, told with refusals
    Optional<ProxyHeader> header(Listener.Proxy proxy, NodeEvent.HeaderRefused.Side side) {
        return switch (proxy) {
            case OFF -> Optional.empty();
            case REQUIRED ->
                Optional.of(new ProxyHeader(
                        this::trusts,
                        config.headerTimeout(),
                        why -> events.publish(new NodeEvent.HeaderRefused(side, why.name()))));
        };
    }

    /// What of a topology can be served.
    ///
    /// @param usable the rest, without what is at fault
    /// @param faults why something is left out, in sentences for the operator; a node does not start with any
    record Checked(Topology usable, List<Fault> faults) {}

    /// Leaves out the endpoints and ranges whose two sides would not agree, or whose headers nobody could read.
    Checked check(Topology topology) {
        List<Fault> faults = new ArrayList<>();
        List<Endpoint> endpoints = new ArrayList<>();
        for (Endpoint endpoint : topology.endpoints()) {
            fault(endpoint)
                    .ifPresentOrElse(
                            text -> faults.add(new Fault(Fault.Kind.ENDPOINT, endpoint.name(), text)),
                            () -> endpoints.add(endpoint));
        }
        Map<EndpointId, Endpoint> byId = endpoints.stream().collect(toMap(Endpoint::id, identity()));
        List<Berth> berths = new ArrayList<>();
        for (Berth berth : topology.berths()) {
            if (berth.range().isPresent() && proxies(berth, byId).size() > 1) {
                String slug = berth.tenant().slug().value();
                faults.add(new Fault(
                        Fault.Kind.TENANT,
                        slug,
                        "tenant " + slug
                                + " has passive ports of its own, so proxy must be the same on all of its endpoints"));
            } else {
                berths.add(berth);
            }
        }
        return new Checked(new Topology(topology.revision(), endpoints, berths), faults);
    }

    private Optional<String> fault(Endpoint endpoint) {
        if (endpoint.listeners().stream().map(Listener::proxy).distinct().count() > 1) {
            return Optional.of("the listeners of endpoint " + endpoint.name()
                    + " share its passive ports, so proxy must be the same on all of them");
        }
        if (of(endpoint) == Listener.Proxy.OFF) {
            return Optional.empty();
        }
        if (trusted.isEmpty()) {
            return Optional.of(
                    "endpoint " + endpoint.name() + " has proxy: required, and proxy.trusted names no load balancer");
        }
        return readable
                ? Optional.empty()
                : Optional.of("endpoint " + endpoint.name()
                        + " has proxy: required, and the library netty-codec-haproxy is missing");
    }

    /// What the listeners of an endpoint begin with.
    static Listener.Proxy of(Endpoint endpoint) {
        return endpoint.listeners().stream().map(Listener::proxy).findFirst().orElse(Listener.Proxy.OFF);
    }

    /// What the data connections of a tenant's own ports begin with.
    static Listener.Proxy of(Berth berth, Map<EndpointId, Endpoint> endpoints) {
        return proxies(berth, endpoints).stream().findFirst().orElse(Listener.Proxy.OFF);
    }

    private static List<Listener.Proxy> proxies(Berth berth, Map<EndpointId, Endpoint> endpoints) {
        return berth.endpoints().stream()
                .map(endpoints::get)
                .filter(java.util.Objects::nonNull)
                .map(Balancers::of)
                .distinct()
                .toList();
    }

    private boolean trusts(InetAddress peer) {
        return trusted.stream().anyMatch(network -> network.contains(peer));
    }
}
