package dev.berth.admin.quotas;

import static dev.berth.account.Administrator.Role.AUDITOR;
import static dev.berth.account.Administrator.Role.OPERATOR;
import static dev.berth.account.Administrator.Role.TENANT_ADMIN;

import dev.berth.account.AccountAlterations;
import dev.berth.account.UserName;
import dev.berth.admin.operation.Answer;
import dev.berth.admin.operation.Call;
import dev.berth.admin.operation.Operation;
import dev.berth.admin.problem.FieldFault;
import dev.berth.admin.problem.Problem;
import dev.berth.admin.problem.Problem.Kind;
import dev.berth.admin.tenants.TenantOperations;
import dev.berth.endpoint.Directory;
import dev.berth.quota.Owner;
import dev.berth.quota.Quota;
import dev.berth.quota.QuotaLedger;
import dev.berth.quota.QuotaLedger.Usage;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// `/tenants/{tenant}/quota` and `/tenants/{tenant}/accounts/{user}/quota`.
public final class QuotaOperations {

    private static final List<String> COMPONENTS = List.of("octets", "files", "volume");
    private static final String RULE = "a whole number from 0 on; leave it out for no limit";

    private final Directory directory;
    private final AccountAlterations accounts;
    private final QuotaLedger ledger;

    public QuotaOperations(Directory directory, AccountAlterations accounts, QuotaLedger ledger) {
        this.directory = directory;
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
                new Operation("setTenantQuota", Set.of(OPERATOR), call -> set(tenant(call), call)),
                new Operation(
                        "getAccountQuota",
                        Set.of(OPERATOR, AUDITOR, TENANT_ADMIN),
                        call -> account(call).compose(this::read)),
                new Operation("setAccountQuota", Set.of(OPERATOR, TENANT_ADMIN), call -> set(account(call), call)));
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
        return ledger.usage(owner).map(usage -> Answer.ok(json(usage)));
    }

    private Future<Answer> set(Future<Owner> owner, Call call) {
        Quota wanted = quota(call.body());
        return owner.compose(found -> ledger.limit(found, wanted).compose(_ -> read(found)));
    }

    private static Quota quota(JsonObject body) {
        List<FieldFault> faults = new ArrayList<>();
        for (String name : body.fieldNames()) {
            boolean known = COMPONENTS.contains(name);
            boolean whole = body.getValue(name) instanceof Number number
                    && number.doubleValue() == number.longValue()
                    && number.longValue() >= 0
                    && number.longValue() < Quota.UNLIMITED;
            if (!known || !whole) {
                faults.add(FieldFault.of(
                        name,
                        String.valueOf(body.getValue(name)),
                        known ? RULE : "one of " + String.join(", ", COMPONENTS)));
            }
        }
        if (!faults.isEmpty()) {
            throw Problem.invalid(faults);
        }
        return new Quota(limit(body, "octets"), limit(body, "files"), limit(body, "volume"));
    }

    private static long limit(JsonObject body, String name) {
        return body.getLong(name, Quota.UNLIMITED);
    }

    private static JsonObject json(Usage usage) {
        var used = new JsonObject()
                .put("octets", usage.used().octets())
                .put("files", usage.used().files())
                .put("volume", usage.used().volume());
        var quota = new JsonObject();
        put(quota, "octets", usage.quota().octets());
        put(quota, "files", usage.quota().files());
        put(quota, "volume", usage.quota().volume());
        return new JsonObject().put("quota", quota).put("used", used);
    }

    private static void put(JsonObject quota, String name, long limit) {
        if (limit != Quota.UNLIMITED) {
            quota.put(name, limit);
        }
    }
}
