package dev.berth.admin.endpoints;

import static dev.berth.account.Administrator.Role.AUDITOR;
import static dev.berth.account.Administrator.Role.OPERATOR;

import dev.berth.admin.change.Changes;
import dev.berth.admin.change.NodeStates;
import dev.berth.admin.change.PortGuard;
import dev.berth.admin.change.Ports;
import dev.berth.admin.operation.Answer;
import dev.berth.admin.operation.Call;
import dev.berth.admin.operation.MergePatch;
import dev.berth.admin.operation.Operation;
import dev.berth.admin.problem.FieldFault;
import dev.berth.admin.problem.Fields;
import dev.berth.admin.problem.Problem;
import dev.berth.admin.problem.Problem.Kind;
import dev.berth.bus.Applied;
import dev.berth.endpoint.Alterations;
import dev.berth.endpoint.Directory;
import dev.berth.endpoint.Directory.Revised;
import dev.berth.endpoint.Endpoint;
import dev.berth.endpoint.NewEndpoint;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/// `/endpoints`.
public final class EndpointOperations {

    private final Directory directory;
    private final Alterations alterations;
    private final Changes changes;
    private final PortGuard guard;

    public EndpointOperations(Directory directory, Alterations alterations, Changes changes, PortGuard guard) {
        this.directory = directory;
        this.alterations = alterations;
        this.changes = changes;
        this.guard = guard;
    }

    /// All of them, with who may call them.
    public List<Operation> all() {
        return List.of(
                new Operation("listEndpoints", Set.of(OPERATOR, AUDITOR), this::list),
                new Operation("createEndpoint", Set.of(OPERATOR), this::create),
                new Operation("getEndpoint", Set.of(OPERATOR, AUDITOR), this::get),
                new Operation("changeEndpoint", Set.of(OPERATOR), this::change),
                new Operation("deleteEndpoint", Set.of(OPERATOR), this::delete));
    }

    private Future<Answer> list(Call call) {
        requireSight(call);
        return directory
                .endpoints()
                .map(endpoints -> Answer.ok(call.page().of(endpoints, Endpoint::name, EndpointJson::shown)));
    }

    private Future<Answer> create(Call call) {
        NewEndpoint wanted = Fields.read(call.body(), EndpointFields::endpoint);
        return guard.requireFree(ports(wanted), Ports.none())
                .compose(_ -> directory.createEndpoint(wanted))
                .compose(made -> settle(
                        made,
                        ports(wanted),
                        Ports.none(),
                        () -> alterations.removeEndpoint(made.value().id(), Optional.of(made.revision()))))
                .map(Answer::created);
    }

    private Future<Answer> get(Call call) {
        requireSight(call);
        return alterations
                .endpoint(call.path().get("endpoint"))
                .map(now -> Answer.ok(EndpointJson.shown(now.value())).tagged(now.revision()));
    }

    private Future<Answer> change(Call call) {
        return alterations.endpoint(call.path().get("endpoint")).compose(now -> {
            JsonObject merged = MergePatch.apply(EndpointJson.of(now.value()), call.body());
            if (!now.value().name().equals(merged.getValue("name"))) {
                throw Problem.invalid(
                        List.of(FieldFault.of("name", String.valueOf(merged.getValue("name")), "cannot be changed")));
            }
            NewEndpoint wanted = Fields.read(merged, call.body(), EndpointFields::endpoint);
            return change(now, wanted, call.seen().orElse(now.revision()));
        });
    }

    private Future<Answer> change(Revised<Endpoint> now, NewEndpoint wanted, long seen) {
        Endpoint endpoint = now.value();
        var was = new NewEndpoint(endpoint.name(), endpoint.listeners(), endpoint.sharedPool());
        return guard.requireFree(ports(wanted), ports(was))
                .compose(_ -> alterations.alter(endpoint.id(), wanted, Optional.of(seen)))
                .compose(done -> settle(
                                done,
                                ports(wanted),
                                ports(was),
                                () -> alterations
                                        .alter(endpoint.id(), was, Optional.of(done.revision()))
                                        .map(Revised::revision))
                        .map(body -> Answer.ok(body).tagged(done.revision())));
    }

    private static Ports ports(NewEndpoint endpoint) {
        return new Ports("sharedPool", endpoint.sharedPool(), endpoint.listeners());
    }

    /// Ports that cannot be opened leave everything as it was.
    private Future<JsonObject> settle(Revised<Endpoint> done, Ports wanted, Ports before, Supplier<Future<Long>> undo) {
        Set<String> name = Set.of(done.value().name());
        return changes.announce(done.revision(), Optional.empty()).compose(applied -> {
            List<FieldFault> failed =
                    PortGuard.failures(wanted, before, applied, Optional.empty(), name, PortGuard.TAKEN_BACK);
            if (failed.isEmpty()) {
                return Future.succeededFuture(changed(done, applied));
            }
            Problem why = Problem.conflict(failed)
                    .with("nodes", new NodeStates(Optional.empty(), name).toJson(changes.node(), applied));
            return undo.get()
                    .compose(revision -> changes.announce(revision, Optional.empty()))
                    .transform(_ -> Future.failedFuture(why));
        });
    }

    private Future<Answer> delete(Call call) {
        String name = call.path().get("endpoint");
        return alterations
                .endpoint(name)
                .compose(now -> alterations.removeEndpoint(now.value().id(), call.seen()))
                .compose(revision -> changes.announce(revision, Optional.empty())
                        .map(applied -> Answer.ok(new JsonObject()
                                .put("revision", revision)
                                .put(
                                        "nodes",
                                        new NodeStates(Optional.empty(), Set.of(name))
                                                .toJson(changes.node(), applied)))));
    }

    private static void requireSight(Call call) {
        if (call.caller().tenant().isPresent()) {
            throw Problem.of(Kind.FORBIDDEN, "An auditor of one tenant does not see the endpoints");
        }
    }

    private JsonObject changed(Revised<Endpoint> change, List<Applied> applied) {
        var nodes = new NodeStates(Optional.empty(), Set.of(change.value().name()));
        return new JsonObject()
                .put("endpoint", EndpointJson.shown(change.value()))
                .put("revision", change.revision())
                .put("nodes", nodes.toJson(changes.node(), applied));
    }
}
