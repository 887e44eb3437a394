package dev.berth.admin.endpoints;

import static dev.berth.account.Administrator.Role.AUDITOR;
import static dev.berth.account.Administrator.Role.OPERATOR;

import dev.berth.admin.change.Changes;
import dev.berth.admin.change.NodeStates;
import dev.berth.admin.operation.Answer;
import dev.berth.admin.operation.Call;
import dev.berth.admin.operation.Operation;
import dev.berth.admin.problem.Fields;
import dev.berth.admin.problem.Problem;
import dev.berth.admin.problem.Problem.Kind;
import dev.berth.bus.Applied;
import dev.berth.endpoint.Directory;
import dev.berth.endpoint.Directory.Revised;
import dev.berth.endpoint.Endpoint;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// `/endpoints`.
public final class EndpointOperations {

    private final Directory directory;
    private final Changes changes;

    public EndpointOperations(Directory directory, Changes changes) {
        this.directory = directory;
        this.changes = changes;
    }

    /// All of them, with who may call them.
    public List<Operation> all() {
        return List.of(
                new Operation("listEndpoints", Set.of(OPERATOR, AUDITOR), this::list),
                new Operation("createEndpoint", Set.of(OPERATOR), this::create));
    }

    private Future<Answer> list(Call call) {
        if (call.caller().tenant().isPresent()) {
            throw Problem.of(Kind.FORBIDDEN, "An auditor of one tenant does not see the endpoints");
        }
        return directory
                .endpoints()
                .map(endpoints -> Answer.ok(call.page().of(endpoints, Endpoint::name, EndpointJson::of)));
    }

    private Future<Answer> create(Call call) {
        return directory
                .createEndpoint(Fields.read(call.body(), EndpointFields::endpoint))
                .compose(change -> changes.announce(change.revision(), Optional.empty())
                        .map(applied -> Answer.created(changed(change, applied))));
    }

    private JsonObject changed(Revised<Endpoint> change, List<Applied> applied) {
        var nodes = new NodeStates(Optional.empty(), Set.of(change.value().name()));
        return new JsonObject()
                .put("endpoint", EndpointJson.of(change.value()))
                .put("revision", change.revision())
                .put("nodes", nodes.toJson(changes.node(), applied));
    }
}
