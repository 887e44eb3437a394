package dev.berth.admin.quotas;

import static dev.berth.account.Administrator.Role.AUDITOR;
import static dev.berth.account.Administrator.Role.OPERATOR;
import static dev.berth.account.Administrator.Role.TENANT_ADMIN;

import dev.berth.account.AccountAlterations;
import dev.berth.account.UserName;
import dev.berth.admin.jobs.Jobs;
import dev.berth.admin.operation.Answer;
import dev.berth.admin.operation.Call;
import dev.berth.admin.operation.Condition;
import dev.berth.admin.operation.Operation;
import dev.berth.admin.problem.Problem;
import dev.berth.admin.problem.Problem.Kind;
import dev.berth.admin.tenants.TenantOperations;
import dev.berth.endpoint.Directory;
import dev.berth.quota.Owner;
import dev.berth.quota.Quota;
import dev.berth.quota.QuotaLedger;
import dev.berth.quota.QuotaLedger.Usage;
import dev.berth.quota.Recounts;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Set;

/// `/tenants/{tenant}/quota`, `/tenants/{tenant}/accounts/{user}/quota`, and their recounts.
public final class QuotaOperations {

    private final Directory directory;
    private final AccountAlterations accounts;
    private final QuotaLedger ledger;
    private final Recounts recounts;
    private final Jobs jobs;

    /// @param jobs where recounts go on
    public QuotaOperations(
            Directory directory, AccountAlterations accounts, QuotaLedger ledger, Recounts recounts, Jobs jobs) {
        this.directory = directory;
        this.recounts = recounts;
        this.jobs = jobs;
        this.accounts = accounts;
        this.ledger = ledger;
    }

    /// All of them, with who may call them.
    public List<Operation> all() {
        return List.of(
                new Operation(
                        "getTenantQuota",
                        Set.of(OPERATOR, AUDITOR, TENANT_ADMIN),
                        call -> tenant(call).compose(this::read)),
                new Operation("setTenantQuota", Set.of(OPERATOR), call -> set(tenant(call), call)).inTurns(),
                new Operation(
                        "getAccountQuota",
                        Set.of(OPERATOR, AUDITOR, TENANT_ADMIN),
                        call -> account(call).compose(this::read)),
                new Operation("setAccountQuota", Set.of(OPERATOR, TENANT_ADMIN), call -> set(account(call), call))
                        .inTurns(),
                new Operation("recountTenant", Set.of(OPERATOR, TENANT_ADMIN), call -> recount(tenant(call), call)),
                new Operation("recountAccount", Set.of(OPERATOR, TENANT_ADMIN), call -> recount(account(call), call)));
    }

    private Future<Owner> tenant(Call call) {
        return TenantOperations.visible(directory, call.caller(), call.tenant())
                .map(berth -> Owner.of(berth.tenant().id()));
    }

    private Future<Owner> account(Call call) {
        String user = call.path().get("user");
        if (!UserName.isValid(user)) {
            throw Problem.of(Kind.NOT_FOUND, "There is no such account");
        }
        return tenant(call)
                .compose(pool -> accounts.one(pool.tenant(), new UserName(user))
                        .map(kept -> Owner.of(pool.tenant(), kept.id())));
    }

    private Future<Answer> read(Owner owner) {
        return ledger.usage(owner)
                .map(usage -> Answer.ok(json(usage)).tagged(Condition.revision(owner, QuotaJson.write(usage.quota()))));
    }

    private Future<Answer> set(Future<Owner> owner, Call call) {
        Quota wanted = QuotaJson.read(call.body());
        return owner.compose(found -> Condition.require(call, () -> read(found))
                .compose(_ -> ledger.limit(found, wanted))
                .compose(_ -> read(found)));
    }

    private Future<Answer> recount(Future<Owner> owner, Call call) {
        return owner.compose(found -> jobs.start(
                        Jobs.RECOUNT,
                        call.tenant(),
                        found.tenant(),
                        call.caller().tenant(),
                        new Recounting(recounts, found)))
                .map(job -> Answer.accepted(job, "/jobs/" + job.getString("id")));
    }

    private static JsonObject json(Usage usage) {
        var used = new JsonObject()
                .put("octets", usage.used().octets())
                .put("files", usage.used().files())
                .put("volume", usage.used().volume());
        return new JsonObject().put("quota", QuotaJson.write(usage.quota())).put("used", used);
    }
}
