package dev.berth.admin.tenants;

import static dev.berth.account.Administrator.Role.AUDITOR;
import static dev.berth.account.Administrator.Role.OPERATOR;
import static dev.berth.account.Administrator.Role.TENANT_ADMIN;

import dev.berth.admin.change.Changes;
import dev.berth.admin.change.NodeStates;
import dev.berth.admin.operation.Answer;
import dev.berth.admin.operation.Call;
import dev.berth.admin.operation.Operation;
import dev.berth.admin.problem.Fields;
import dev.berth.endpoint.Alterations;
import dev.berth.endpoint.Berth;
import dev.berth.endpoint.DataRules;
import dev.berth.endpoint.Directory;
import dev.berth.endpoint.Directory.Revised;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// `/tenants/{tenant}/data`: what a tenant allows of data connections.
public final class DataOperations {

    private final Directory directory;
    private final Alterations alterations;
    private final Changes changes;

    public DataOperations(Directory directory, Alterations alterations, Changes changes) {
        this.directory = directory;
        this.alterations = alterations;
        this.changes = changes;
    }

    /// All of them, with who may call them.
    public List<Operation> all() {
        return List.of(
                new Operation("getData", Set.of(OPERATOR, AUDITOR, TENANT_ADMIN), this::get),
                new Operation("setData", Set.of(OPERATOR), this::set));
    }

    private Future<Answer> get(Call call) {
        return TenantOperations.visible(directory, call.caller(), call.tenant())
                .compose(berth -> alterations.tenant(berth.tenant().slug()))
                .map(now -> Answer.ok(DataFields.json(now.value().data())).tagged(now.revision()));
    }

    private Future<Answer> set(Call call) {
        DataRules wanted = Fields.read(call.body(), DataFields::rules);
        return TenantOperations.visible(directory, call.caller(), call.tenant())
                .compose(berth -> directory.setData(berth.tenant().id(), wanted, call.seen()))
                .compose(done -> changed(done).map(body -> Answer.ok(body).tagged(done.revision())));
    }

    private Future<JsonObject> changed(Revised<Berth> done) {
        var tenant = Optional.of(done.value().tenant().slug());
        return changes.announce(done.revision(), tenant)
                .map(applied -> new JsonObject()
                        .put("data", DataFields.json(done.value().data()))
                        .put("revision", done.revision())
                        .put("nodes", new NodeStates(tenant, Set.of()).toJson(changes.node(), applied)));
    }
}
