package dev.berth.admin.diagnosis;

import dev.berth.endpoint.Berth;
import dev.berth.endpoint.Endpoint;
import dev.berth.endpoint.ExternalAddress;
import dev.berth.endpoint.ExternalRule;
import dev.berth.endpoint.Listener;
import dev.berth.endpoint.NodeNetwork;
import dev.berth.endpoint.PassiveRange;
import dev.berth.endpoint.Signal;
import dev.berth.endpoint.Topology;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.InetAddress;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// A tenant as the doctor has to know it.
///
/// @param topology everything that is served, for what clashes
/// @param network of the node
record ExaminedTenant(Berth berth, Topology topology, NodeNetwork network) {

    JsonObject json() {
        var json = new JsonObject()
                .put("tenant", berth.tenant().slug().value())
                .put(
                        "status",
                        berth.tenant().status().name().toLowerCase(Locale.ROOT).replace('_', '-'))
                .put(
                        "listeners",
                        new JsonArray(endpoints()
                                .flatMap(endpoint ->
                                        endpoint.listeners().stream().map(door -> door(endpoint, door)))
                                .toList()))
                .put("clashes", new JsonArray(ports().map(this::clashes).orElse(List.of())))
                .put("active", berth.data().active().enabled())
                .put(
                        "external",
                        new JsonArray(berth.external().stream().map(this::rule).toList()));
        ports().ifPresent(range -> json.put("ports", range.toString())
                .put(
                        "ephemeral",
                        new JsonObject()
                                .put("ports", network.ephemeral().toString())
                                .put("reserved", !network.ephemeral().meets(range))));
        return json;
    }

    /// Its own passive ports, else those that it shares.
    private Optional<PassiveRange> ports() {
        return berth.range()
                .or(() -> endpoints()
                        .map(Endpoint::sharedPool)
                        .flatMap(Optional::stream)
                        .findFirst());
    }

    private Stream<Endpoint> endpoints() {
        return topology.endpoints().stream()
                .filter(endpoint -> berth.endpoints().contains(endpoint.id()));
    }

    private JsonObject door(Endpoint endpoint, Listener door) {
        var json = new JsonObject()
                .put("port", door.port())
                .put("tls", door.tls().name().toLowerCase(Locale.ROOT))
                .put("proxy", door.proxy().name().toLowerCase(Locale.ROOT));
        return endpoint.owner().isPresent() ? json : json.mergeIn(named(Signal.of(door.tenantBy(), false)));
    }

    /// How a login tells there that it is for this tenant, if it can.
    private JsonObject named(Set<Signal> signals) {
        String slug = berth.tenant().slug().value();
        if (signals.contains(Signal.LOGIN_AT)) {
            return new JsonObject().put("suffix", "@" + slug);
        }
        if (signals.contains(Signal.LOGIN_BAR)) {
            return new JsonObject().put("prefix", slug + "|");
        }
        if (signals.contains(Signal.LOGIN_SLASH)) {
            return new JsonObject().put("prefix", slug + "/");
        }
        return signals.contains(Signal.HOST) ? new JsonObject().put("host", slug) : new JsonObject();
    }

    private JsonObject rule(ExternalRule rule) {
        List<String> resolved = rule.address() instanceof ExternalAddress.Name name
                ? network.told(name.name()).stream()
                        .map(InetAddress::getHostAddress)
                        .toList()
                : List.of();
        return new JsonObject()
                .put("clients", rule.match().toString())
                .put("address", rule.address().toString())
                .put("resolved", new JsonArray(resolved));
    }

    /// Who else has some of its ports. The directory lets nobody have them; rows that were written past it can.
    private List<String> clashes(PassiveRange mine) {
        Stream<String> tenants = topology.berths().stream()
                .filter(other -> !other.tenant().id().equals(berth.tenant().id()))
                .filter(other -> other.range().filter(mine::overlaps).isPresent())
                .map(other -> "tenant " + other.tenant().slug());
        Stream<String> pools = topology.endpoints().stream()
                .filter(endpoint -> berth.range().isPresent())
                .filter(endpoint -> endpoint.sharedPool().filter(mine::overlaps).isPresent())
                .map(endpoint -> "the shared pool of endpoint " + endpoint.name());
        Stream<String> listeners = topology.endpoints().stream()
                .filter(endpoint -> endpoint.listeners().stream().anyMatch(door -> mine.contains(door.port())))
                .map(endpoint -> "a control port of endpoint " + endpoint.name());
        return Stream.of(tenants, pools, listeners).flatMap(part -> part).toList();
    }
}
