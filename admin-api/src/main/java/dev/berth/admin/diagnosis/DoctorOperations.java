package dev.berth.admin.diagnosis;

import static dev.berth.account.Administrator.Role.OPERATOR;
import static dev.berth.account.Administrator.Role.TENANT_ADMIN;

import dev.berth.account.DiagnosticLogins;
import dev.berth.admin.change.Changes;
import dev.berth.admin.change.NodeStates;
import dev.berth.admin.operation.Answer;
import dev.berth.admin.operation.Call;
import dev.berth.admin.operation.Operation;
import dev.berth.admin.tenants.TenantOperations;
import dev.berth.endpoint.Berth;
import dev.berth.endpoint.Directory;
import dev.berth.endpoint.NodeNetwork;
import dev.berth.endpoint.Topology;
import dev.berth.tenant.Slug;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// `/tenants/{tenant}/doctor`: a login that works once, and what somebody must know who tries the ways of a tenant's
/// clients from outside.
public final class DoctorOperations {

    private final Directory directory;
    private final DiagnosticLogins logins;
    private final NodeNetwork network;
    private final Changes changes;

    public DoctorOperations(Directory directory, DiagnosticLogins logins, NodeNetwork network, Changes changes) {
        this.directory = directory;
        this.logins = logins;
        this.network = network;
        this.changes = changes;
    }

    /// All of them, with who may call them.
    public List<Operation> all() {
        return List.of(new Operation("beginExamination", Set.of(OPERATOR, TENANT_ADMIN), this::begin));
    }

    private Future<Answer> begin(Call call) {
        return TenantOperations.visible(directory, call.caller(), call.tenant())
                .compose(berth -> logins.issue(berth.tenant().id()).compose(login -> subject(call, berth, login)))
                .map(Answer::created);
    }

    private Future<JsonObject> subject(Call call, Berth berth, DiagnosticLogins.Issued login) {
        Slug slug = berth.tenant().slug();
        return directory
                .topology()
                .compose(topology -> changes.announce(topology.revision(), Optional.of(slug))
                        .map(applied -> new NodeStates(Optional.of(slug), names(berth, topology))
                                .toJson(call.caller(), changes.node(), applied))
                        .map(nodes -> subject(berth, topology, nodes)))
                .map(json -> json.put(
                        "login",
                        new JsonObject()
                                .put("user", login.user().value())
                                .put("password", login.password().value())));
    }

    private JsonObject subject(Berth berth, Topology topology, JsonArray nodes) {
        return new ExaminedTenant(berth, topology, network)
                .json()
                .put("closedPorts", new JsonArray(closed(nodes)))
                .put("faults", new JsonArray(faults(nodes)));
    }

    private static Set<String> names(Berth berth, Topology topology) {
        return topology.endpoints().stream()
                .filter(endpoint -> berth.endpoints().contains(endpoint.id()))
                .map(endpoint -> endpoint.name())
                .collect(java.util.stream.Collectors.toSet());
    }

    private static List<Object> closed(JsonArray nodes) {
        return nodes.stream()
                .map(node -> ((JsonObject) node).getJsonObject("passive", new JsonObject()))
                .flatMap(passive -> passive.getJsonArray("failed", new JsonArray()).stream())
                .distinct()
                .toList();
    }

    private static List<Object> faults(JsonArray nodes) {
        return nodes.stream()
                .flatMap(node -> ((JsonObject) node).getJsonArray("faults", new JsonArray()).stream())
                .distinct()
                .toList();
    }
}
