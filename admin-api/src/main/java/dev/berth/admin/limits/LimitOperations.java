package dev.berth.admin.limits;

import static dev.berth.account.Administrator.Role.AUDITOR;
import static dev.berth.account.Administrator.Role.OPERATOR;
import static dev.berth.account.Administrator.Role.TENANT_ADMIN;

import dev.berth.account.AccountAlterations;
import dev.berth.account.LimitSettings;
import dev.berth.account.UserName;
import dev.berth.admin.change.Changes;
import dev.berth.admin.change.NodeStates;
import dev.berth.admin.operation.Answer;
import dev.berth.admin.operation.Call;
import dev.berth.admin.operation.Operation;
import dev.berth.admin.problem.Problem;
import dev.berth.admin.problem.Problem.Kind;
import dev.berth.admin.tenants.PortWarnings;
import dev.berth.admin.tenants.TenantOperations;
import dev.berth.endpoint.Alterations;
import dev.berth.endpoint.Berth;
import dev.berth.endpoint.Directory;
import dev.berth.endpoint.Endpoint;
import dev.berth.tenant.Limit;
import dev.berth.tenant.Limits;
import dev.berth.tenant.TenantId;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// `/tenants/{tenant}/limits` and `/tenants/{tenant}/accounts/{user}/limits`.
public final class LimitOperations {

    private final Directory directory;
    private final Alterations alterations;
    private final AccountAlterations accounts;
    private final LimitSettings limits;
    private final Changes changes;

    public LimitOperations(
            Directory directory,
            Alterations alterations,
            AccountAlterations accounts,
            LimitSettings limits,
            Changes changes) {
        this.directory = directory;
        this.alterations = alterations;
        this.accounts = accounts;
        this.limits = limits;
        this.changes = changes;
    }

    /// All of them, with who may call them. Nobody raises the limits that were set for him.
    public List<Operation> all() {
        return List.of(
                new Operation("getTenantLimits", Set.of(OPERATOR, AUDITOR, TENANT_ADMIN), this::get),
                new Operation("setTenantLimits", Set.of(OPERATOR), this::set),
                new Operation("getAccountLimits", Set.of(OPERATOR, AUDITOR, TENANT_ADMIN), this::getAccount),
                new Operation("setAccountLimits", Set.of(OPERATOR, TENANT_ADMIN), this::setAccount));
    }

    private Future<Answer> get(Call call) {
        return tenant(call)
                .compose(tenant -> alterations
                        .tenant(call.tenant())
                        .compose(now -> limits.of(tenant)
                                .map(found -> Answer.ok(LimitJson.write(found)).tagged(now.revision()))));
    }

    private Future<Answer> set(Call call) {
        Limits wanted = LimitJson.read(call.body(), _ -> true);
        return TenantOperations.visible(directory, call.caller(), call.tenant())
                .compose(berth -> limits.set(berth.tenant().id(), wanted, call.seen())
                        .compose(revision -> directory
                                .endpoints()
                                .compose(endpoints ->
                                        changed(call, wanted, revision, warnings(berth, endpoints, wanted)))));
    }

    private Future<Answer> getAccount(Call call) {
        UserName user = user(call);
        return tenant(call)
                .compose(tenant -> accounts.one(tenant, user)
                        .compose(now -> limits.of(tenant, user)
                                .map(found -> Answer.ok(LimitJson.write(found)).tagged(now.revision()))));
    }

    private Future<Answer> setAccount(Call call) {
        UserName user = user(call);
        Limits wanted = LimitJson.read(call.body(), Limit::isForAccounts);
        return tenant(call)
                .compose(tenant -> limits.set(tenant, user, wanted, call.seen()))
                .compose(revision -> changed(call, wanted, revision, List.of()));
    }

    private static List<String> warnings(Berth berth, List<Endpoint> endpoints, Limits wanted) {
        return PortWarnings.of(berth, endpoints, wanted.all().getOrDefault(Limit.SESSIONS, Long.MAX_VALUE));
    }

    private Future<Answer> changed(Call call, Limits now, long revision, List<String> warnings) {
        var tenant = Optional.of(call.tenant());
        return changes.announce(revision, tenant)
                .map(applied -> new NodeStates(tenant, Set.of())
                        .answer(
                                new JsonObject()
                                        .put("limits", LimitJson.write(now))
                                        .put("warnings", new JsonArray(warnings)),
                                call.caller(),
                                revision,
                                changes.node(),
                                applied))
                .map(body -> Answer.ok(body).tagged(revision));
    }

    private Future<TenantId> tenant(Call call) {
        return TenantOperations.visible(directory, call.caller(), call.tenant())
                .map(berth -> berth.tenant().id());
    }

    private static UserName user(Call call) {
        String user = call.path().get("user");
        if (!UserName.isValid(user)) {
            throw Problem.of(Kind.NOT_FOUND, "There is no such account");
        }
        return new UserName(user);
    }
}
