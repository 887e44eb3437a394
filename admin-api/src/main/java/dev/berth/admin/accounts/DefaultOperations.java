package dev.berth.admin.accounts;

import static dev.berth.account.Administrator.Role.AUDITOR;
import static dev.berth.account.Administrator.Role.OPERATOR;
import static dev.berth.account.Administrator.Role.TENANT_ADMIN;

import dev.berth.admin.operation.Answer;
import dev.berth.admin.operation.Call;
import dev.berth.admin.operation.Condition;
import dev.berth.admin.operation.Operation;
import dev.berth.admin.problem.Fields;
import dev.berth.admin.tenants.TenantOperations;
import dev.berth.endpoint.Directory;
import dev.berth.plan.NewAccounts;
import dev.berth.tenant.TenantId;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Set;

/// `/tenants/{tenant}/account-defaults`.
public final class DefaultOperations {

    private final Directory directory;
    private final NewAccounts defaults;

    public DefaultOperations(Directory directory, NewAccounts defaults) {
        this.directory = directory;
        this.defaults = defaults;
    }

    /// All of them, with who may call them.
    public List<Operation> all() {
        return List.of(
                new Operation("getAccountDefaults", Set.of(OPERATOR, AUDITOR, TENANT_ADMIN), this::get),
                new Operation("setAccountDefaults", Set.of(OPERATOR, TENANT_ADMIN), this::set).inTurns());
    }

    private Future<Answer> get(Call call) {
        return tenant(call).compose(this::read);
    }

    private Future<Answer> set(Call call) {
        DefaultJson.Read wanted = Fields.read(call.body(), fields -> DefaultJson.read(fields, call.body()));
        return tenant(call)
                .compose(tenant -> Condition.require(call, () -> read(tenant))
                        .compose(_ -> defaults.set(tenant, wanted.defaults(), wanted.sample()))
                        .map(stored -> answer(tenant, DefaultJson.write(stored))));
    }

    private Future<Answer> read(TenantId tenant) {
        return defaults.of(tenant).map(found -> answer(tenant, DefaultJson.write(found)));
    }

    private static Answer answer(TenantId tenant, JsonObject json) {
        return Answer.ok(json).tagged(Condition.revision(tenant, json));
    }

    private Future<TenantId> tenant(Call call) {
        return TenantOperations.visible(directory, call.caller(), call.tenant())
                .map(berth -> berth.tenant().id());
    }
}
