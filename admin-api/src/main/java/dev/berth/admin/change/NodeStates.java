package dev.berth.admin.change;

import dev.berth.account.Administrator;
import dev.berth.bus.Applied;
import dev.berth.bus.Applied.Fault;
import dev.berth.bus.Applied.TenantPorts;
import dev.berth.tenant.Slug;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// The part `nodes` of an answer: what each node made of a change, as far as it concerns the thing that was changed.
///
/// @param tenant the tenant that was changed, if it was one
/// @param endpoints the names of the endpoints that matter to it
public record NodeStates(Optional<Slug> tenant, Set<String> endpoints) {

    private static final String REVISION = "revision";

    public NodeStates {
        endpoints = Set.copyOf(endpoints);
    }

    /// An answer with `revision` and `nodes`. Revisions count the changes of all tenants: who sees one tenant only is
    /// told
    /// none.
    ///
    /// @param body what was changed
    /// @param node this node, which is pending if it is not among those that answered
    public JsonObject answer(
            JsonObject body, Administrator caller, long revision, String node, List<Applied> answered) {
        body.put("nodes", toJson(caller, node, answered));
        return caller.tenant().isPresent() ? body : body.put(REVISION, revision);
    }

    /// Writes it for somebody, without revisions for who sees one tenant only.
    public JsonArray toJson(Administrator caller, String node, List<Applied> answered) {
        JsonArray nodes = toJson(node, answered);
        if (caller.tenant().isPresent()) {
            nodes.forEach(state -> ((JsonObject) state).remove(REVISION));
        }
        return nodes;
    }

    /// Writes it.
    ///
    /// @param node this node, which is pending if it is not among those that answered
    public JsonArray toJson(String node, List<Applied> answered) {
        Stream<JsonObject> states = answered.stream().map(this::state);
        boolean late = answered.stream().noneMatch(applied -> applied.node().equals(node));
        Stream<JsonObject> pending = late
                ? Stream.of(new JsonObject()
                        .put("node", node)
                        .put("state", "pending")
                        .put("faults", new JsonArray()))
                : Stream.empty();
        return new JsonArray(Stream.concat(states, pending).toList());
    }

    private JsonObject state(Applied applied) {
        List<String> faults = applied.faults().stream()
                .filter(this::concerns)
                .map(Fault::text)
                .toList();
        var state = new JsonObject()
                .put("node", applied.node())
                .put("state", faults.isEmpty() ? "applied" : "failed")
                .put(REVISION, applied.revision())
                .put("faults", new JsonArray(faults));
        applied.ports().stream()
                .filter(ports -> tenant.filter(ports.tenant()::equals).isPresent())
                .findFirst()
                .ifPresent(ports -> state.put("passive", passive(ports)));
        return state;
    }

    private boolean concerns(Fault fault) {
        return switch (fault.kind()) {
            case TENANT ->
                tenant.filter(slug -> slug.value().equals(fault.name())).isPresent();
            case ENDPOINT -> endpoints.contains(fault.name());
        };
    }

    private static JsonObject passive(TenantPorts ports) {
        return new JsonObject()
                .put("ports", ports.range().toString())
                .put("open", ports.open())
                .put("failed", new JsonArray(ports.failed()));
    }
}
