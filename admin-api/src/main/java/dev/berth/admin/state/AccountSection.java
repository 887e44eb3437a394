package dev.berth.admin.state;

import static dev.berth.admin.state.TenantSection.TENANT;

import dev.berth.account.AccountAlterations;
import dev.berth.account.AccountBatches;
import dev.berth.account.SecondFactors;
import dev.berth.account.UserName;
import dev.berth.admin.accounts.AccountOperations;
import dev.berth.admin.limits.LimitJson;
import dev.berth.admin.quotas.QuotaJson;
import dev.berth.endpoint.Berth;
import dev.berth.plan.Allowance;
import dev.berth.plan.Plans;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The accounts of a tenant, but for those that anonymous access and diagnostic logins make.
final class AccountSection implements Section<Berth> {

    /// What is set by itself, by the member of the account.
    private static final Map<String, String> SETTINGS =
            new TreeMap<>(Map.of("limits", "setAccountLimits", "quota", "setAccountQuota"));

    /// Says that there is a second factor, whose secret stays where it is.
    private static final String FACTOR = "secondFactor";

    private final AccountAlterations accounts;
    private final AccountBatches batches;
    private final Plans plans;
    private final SecondFactors factors;

    AccountSection(AccountAlterations accounts, AccountBatches batches, Plans plans, SecondFactors factors) {
        this.factors = factors;
        this.plans = plans;
        this.accounts = accounts;
        this.batches = batches;
    }

    @Override
    public String member() {
        return "accounts";
    }

    @Override
    public Future<JsonArray> read(Berth whole, boolean hashes) {
        var tenant = whole.tenant().id();
        Future<Map<String, String>> known = hashes ? batches.hashes(tenant) : Future.succeededFuture(Map.of());
        Future<List<AccountAlterations.Kept>> all = accounts.lasting(tenant);
        Future<Map<UserName, Allowance>> allowances = plans.accounts(tenant);
        Future<Set<UserName>> guarded = factors.all(tenant);
        return Future.all(known, all, allowances, guarded)
                .map(_ -> json(all.result(), known.result(), allowances.result(), guarded.result()));
    }

    private static JsonArray json(
            List<AccountAlterations.Kept> all,
            Map<String, String> hashes,
            Map<UserName, Allowance> allowances,
            Set<UserName> guarded) {
        var list = new JsonArray();
        for (AccountAlterations.Kept kept : all) {
            JsonObject account = AccountOperations.json(kept);
            String hash = hashes.get(kept.user().value());
            if (hash != null) {
                account.put("hash", hash);
            }
            if (guarded.contains(kept.user())) {
                account.put(FACTOR, true);
            }
            Allowance allowance = allowances.getOrDefault(kept.user(), Allowance.NONE);
            account.put("limits", LimitJson.write(allowance.limits()));
            account.put("quota", QuotaJson.write(allowance.quota()));
            list.add(account);
        }
        return list;
    }

    @Override
    public void compare(String tenant, @Nullable Object now, Object wanted, Steps steps) {
        Map<String, JsonObject> before = steps.named(member(), now, "user");
        Map<String, JsonObject> after = steps.named(member(), wanted, "user");
        var fresh = new JsonArray();
        List<Runnable> changes = new ArrayList<>();
        after.forEach((user, account) -> {
            JsonObject was = before.get(user);
            if (was == null) {
                JsonObject made = account.copy();
                SETTINGS.keySet().forEach(made::remove);
                if (lacksFactor(new JsonObject(), made)) {
                    made.put("enabled", false);
                }
                made.remove(FACTOR);
                fresh.add(made);
            } else {
                changes.add(() -> change(tenant, user, was, account, steps));
            }
            changes.add(() ->
                    SETTINGS.forEach((member, operation) -> set(tenant, user, was, account, member, operation, steps)));
        });
        if (!fresh.isEmpty()) {
            steps.add(new Step(
                    "createAccounts",
                    Map.of(TENANT, tenant),
                    new JsonObject().put("accounts", fresh).put("defaults", false),
                    "create",
                    fresh.size() + " accounts of tenant " + tenant,
                    new JsonArray()));
        }
        changes.forEach(Runnable::run);
        if (steps.prune()) {
            before.keySet().stream()
                    .filter(user -> !after.containsKey(user))
                    .forEach(user -> steps.remove("deleteAccount", path(tenant, user), name(tenant, user)));
        }
    }

    /// A password of an account that is there already stays: whether it differs cannot be seen.
    private static void change(String tenant, String user, JsonObject was, JsonObject wanted, Steps steps) {
        JsonObject patch = wanted.copy();
        patch.remove("user");
        Steps.SECRET.forEach(patch::remove);
        SETTINGS.keySet().forEach(patch::remove);
        if (lacksFactor(was, wanted) && Boolean.TRUE.equals(patch.getValue("enabled"))) {
            patch.remove("enabled");
        }
        patch.remove(FACTOR);
        JsonObject before = was.copy();
        Steps.SECRET.forEach(before::remove);
        SETTINGS.keySet().forEach(before::remove);
        before.remove(FACTOR);
        if (AccountOperations.isChangedBy(before, patch)) {
            steps.change("changeAccount", path(tenant, user), before, patch, name(tenant, user));
        }
    }

    /// Whether the document's account has a second factor that is not here: its password alone must not open it.
    private static boolean lacksFactor(JsonObject was, JsonObject wanted) {
        return Boolean.TRUE.equals(wanted.getValue(FACTOR)) && !was.containsKey(FACTOR);
    }

    private static void set(
            String tenant,
            String user,
            @Nullable JsonObject was,
            JsonObject wanted,
            String member,
            String operation,
            Steps steps) {
        Object body = wanted.getValue(member);
        JsonObject before = was == null ? new JsonObject() : was.getJsonObject(member);
        if (body instanceof JsonObject after && !after.equals(before)) {
            String of = member + " of account " + user + " of " + tenant;
            steps.change(operation, path(tenant, user), before, after, of);
        } else if (body != null && !(body instanceof JsonObject)) {
            steps.refuse("accounts " + user + " " + member, "(given)", "is an object");
        }
    }

    private static Map<String, String> path(String tenant, String user) {
        return Map.of(TENANT, tenant, "user", user);
    }

    private static String name(String tenant, String user) {
        return "account " + user + " of " + tenant;
    }
}
