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
import dev.berth.endpoint.Directory;
import dev.berth.endpoint.TenantManners;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// `/tenants/{tenant}/manners`: how the server speaks to the clients of a tenant.
public final class MannerOperations {

    private final Directory directory;
    private final Alterations alterations;
    private final Changes changes;

    public MannerOperations(Directory directory, Alterations alterations, Changes changes) {
        this.directory = directory;
        this.alterations = alterations;
        this.changes = changes;
    }

    /// The operations of this resource.
    public List<Operation> all() {
        return List.of(
                new Operation("getManners", Set.of(OPERATOR, AUDITOR, TENANT_ADMIN), this::get),
                new Operation("setManners", Set.of(OPERATOR, TENANT_ADMIN), this::set));
    }

    private Future<Answer> get(Call call) {
        return TenantOperations.visible(directory, call.caller(), call.tenant())
                .compose(berth -> alterations.tenant(berth.tenant().slug()))
                .compose(now -> directory
                        .manners()
                        .map(all -> all.getOrDefault(now.value().tenant().id(), TenantManners.USUAL))
                        .map(manners -> Answer.ok(MannerJson.of(manners)).tagged(now.revision())));
    }

    private Future<Answer> set(Call call) {
        TenantManners wanted = Fields.read(call.body(), MannerFields::manners);
        return TenantOperations.visible(directory, call.caller(), call.tenant())
                .compose(berth -> directory.setManners(berth.tenant().id(), wanted, call.seen()))
                .compose(done -> changed(wanted, done.revision(), call)
                        .map(body -> Answer.ok(body).tagged(done.revision())));
    }

    private Future<JsonObject> changed(TenantManners stored, long revision, Call call) {
        var nodes = new NodeStates(Optional.of(call.tenant()), Set.of());
        return changes.announce(revision, Optional.of(call.tenant()))
                .map(applied -> nodes.answer(
                        new JsonObject().put("manners", MannerJson.of(stored)),
                        call.caller(),
                        revision,
                        changes.node(),
                        applied));
    }
}
