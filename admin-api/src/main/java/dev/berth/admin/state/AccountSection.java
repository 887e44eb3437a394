package dev.berth.admin.state;

import static dev.berth.admin.state.TenantSection.TENANT;

import dev.berth.account.AccountAlterations;
import dev.berth.account.AccountBatches;
import dev.berth.admin.accounts.AccountOperations;
import dev.berth.admin.accounts.BatchOperations;
import dev.berth.endpoint.Berth;
import dev.berth.tenant.TenantId;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The accounts of a tenant with all their parts, but for those that anonymous access and diagnostic logins make.
///
/// @param accounts knows them
/// @param batches makes them
/// @param secrets what belongs to them and comes before all that opens an account
/// @param settings what belongs to them besides
record AccountSection(
        AccountAlterations accounts, AccountBatches batches, List<AccountPart> secrets, List<AccountPart> settings)
        implements Section<Berth> {

    private static final String ENABLED = "enabled";

    @Override
    public String member() {
        return "accounts";
    }

    @Override
    public Future<JsonArray> read(Berth whole, boolean hashes) {
        TenantId tenant = whole.tenant().id();
        Future<Map<String, String>> known = hashes ? batches.hashes(tenant) : Future.succeededFuture(Map.of());
        return known.compose(secret -> AccountPart.read(parts(), tenant, hashes)
                .compose(rest -> accounts.lasting(tenant).map(all -> {
                    var list = new JsonArray();
                    all.forEach(kept -> list.add(json(kept, secret, rest)));
                    return list;
                })));
    }

    private static JsonObject json(AccountAlterations.Kept kept, Map<String, String> hashes, AccountPart.Known rest) {
        JsonObject account = AccountOperations.json(kept);
        String hash = hashes.get(kept.user().value());
        if (hash != null) {
            account.put("hash", hash);
        }
        rest.write(kept.user(), account);
        return account;
    }

    @Override
    public void compare(String tenant, @Nullable Object now, Object wanted, Steps steps) {
        String at = TenantSection.at(tenant) + ".accounts";
        Map<String, JsonObject> before = steps.named(at, now, "user");
        Map<String, JsonObject> after = steps.named(at, wanted, "user");
        List<JsonObject> fresh = new ArrayList<>();
        after.forEach((user, account) -> {
            if (!before.containsKey(user)) {
                JsonObject made = made(account);
                steps.checked(Steps.at(at, user), () -> BatchOperations.check(made, batches, accounts));
                fresh.add(made);
            }
        });
        create(tenant, fresh, steps);
        after.forEach((user, account) -> {
            var place = new AccountPart.Place(tenant, user);
            JsonObject was = before.get(user);
            secrets.forEach(part -> part.compare(place, was, account, steps));
            settings.forEach(part -> part.clear(place, was, account, steps));
            steps.checked(Steps.at(at, user), () -> change(place, was, account, steps));
            settings.forEach(part -> part.compare(place, was, account, steps));
        });
        if (steps.prune()) {
            before.keySet().stream()
                    .filter(user -> !after.containsKey(user))
                    .map(user -> new AccountPart.Place(tenant, user))
                    .forEach(place -> steps.remove("deleteAccount", place.path(), place.toString()));
        }
    }

    /// One that shall have a second factor is not open before it has.
    private JsonObject made(JsonObject account) {
        JsonObject made = ofItself(account);
        return FactorPart.isWanted(account) ? made.put(ENABLED, false) : made;
    }

    /// As many batches as there must be. What a job hashes is kept as far as it came, so that the next try goes on.
    private static void create(String tenant, List<JsonObject> fresh, Steps steps) {
        for (int from = 0; from < fresh.size(); from += BatchOperations.MOST) {
            List<JsonObject> some = fresh.subList(from, Math.min(fresh.size(), from + BatchOperations.MOST));
            boolean atOnce = some.stream().noneMatch(account -> account.containsKey("password"));
            steps.add(new Step(
                    "createAccounts",
                    Map.of(TENANT, tenant),
                    new JsonObject().put("all", atOnce).put("defaults", false).put("accounts", new JsonArray(some)),
                    "create",
                    some.size() + " accounts of tenant " + tenant,
                    new JsonArray()));
        }
    }

    /// A password of an account that is there already stays: whether it differs cannot be seen.
    private void change(AccountPart.Place at, @Nullable JsonObject was, JsonObject wanted, Steps steps) {
        if (was == null) {
            if (FactorPart.isRestored(null, wanted) && !Boolean.FALSE.equals(wanted.getValue(ENABLED))) {
                var open = new JsonObject().put(ENABLED, true);
                steps.change("changeAccount", at.path(), new JsonObject().put(ENABLED, false), open, at.toString());
            }
            return;
        }
        JsonObject patch = bare(wanted);
        if (FactorPart.isMissing(was, wanted)) {
            patch.put(ENABLED, false);
        }
        JsonObject before = bare(was);
        if (AccountOperations.isChangedBy(before, patch, accounts)) {
            steps.change("changeAccount", at.path(), before, patch, at.toString());
        }
    }

    private JsonObject bare(JsonObject account) {
        JsonObject bare = ofItself(account);
        bare.remove("user");
        Steps.SECRET.forEach(bare::remove);
        return bare;
    }

    private JsonObject ofItself(JsonObject account) {
        JsonObject itself = account.copy();
        parts().forEach(part -> part.members().forEach(itself::remove));
        return itself;
    }

    private List<AccountPart> parts() {
        return Stream.concat(secrets.stream(), settings.stream()).toList();
    }
}
