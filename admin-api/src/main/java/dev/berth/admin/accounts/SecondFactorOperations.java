package dev.berth.admin.accounts;

import static dev.berth.account.Administrator.Role.AUDITOR;
import static dev.berth.account.Administrator.Role.OPERATOR;
import static dev.berth.account.Administrator.Role.TENANT_ADMIN;

import dev.berth.account.SecondFactors;
import dev.berth.account.SecondFactors.SecondFactor;
import dev.berth.account.UserName;
import dev.berth.admin.operation.Answer;
import dev.berth.admin.operation.Call;
import dev.berth.admin.operation.Condition;
import dev.berth.admin.operation.Operation;
import dev.berth.admin.tenants.TenantOperations;
import dev.berth.endpoint.Directory;
import dev.berth.tenant.TenantId;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Set;

/// `/tenants/{tenant}/accounts/{user}/second-factor`.
public final class SecondFactorOperations {

    private final Directory directory;
    private final SecondFactors factors;

    public SecondFactorOperations(Directory directory, SecondFactors factors) {
        this.directory = directory;
        this.factors = factors;
    }

    /// All of them, with who may call them.
    public List<Operation> all() {
        return List.of(
                new Operation("getSecondFactor", Set.of(OPERATOR, AUDITOR, TENANT_ADMIN), this::get),
                new Operation("createSecondFactor", Set.of(OPERATOR, TENANT_ADMIN), this::create),
                new Operation("deleteSecondFactor", Set.of(OPERATOR, TENANT_ADMIN), this::delete).inTurns());
    }

    private Future<Answer> get(Call call) {
        var user = AccountOperations.user(call);
        return tenant(call).compose(tenant -> read(tenant, user));
    }

    private Future<Answer> read(TenantId tenant, UserName user) {
        return factors.of(tenant, user)
                .map(factor -> Answer.ok(json(factor))
                        .tagged(Condition.revision(
                                tenant,
                                new JsonObject().put("made", factor.made().toString()))));
    }

    private Future<Answer> create(Call call) {
        var user = AccountOperations.user(call);
        return tenant(call)
                .compose(tenant -> factors.issue(tenant, user))
                .map(issued -> Answer.created(json(issued.factor())
                        .put("secret", issued.secret().value())
                        .put("uri", issued.uri().value())));
    }

    private Future<Answer> delete(Call call) {
        var user = AccountOperations.user(call);
        return tenant(call)
                .compose(tenant ->
                        Condition.require(call, () -> read(tenant, user)).compose(_ -> factors.remove(tenant, user)))
                .map(_ -> Answer.done());
    }

    private Future<TenantId> tenant(Call call) {
        return TenantOperations.visible(directory, call.caller(), call.tenant())
                .map(berth -> berth.tenant().id());
    }

    private static JsonObject json(SecondFactor factor) {
        var json = new JsonObject().put("made", factor.made().toString());
        factor.used().ifPresent(last -> json.put("used", last.toString()));
        return json;
    }
}
