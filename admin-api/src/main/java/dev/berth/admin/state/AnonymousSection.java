package dev.berth.admin.state;

import static dev.berth.admin.state.TenantSection.TENANT;

import dev.berth.account.AccountAlterations;
import dev.berth.account.AnonymousAccess;
import dev.berth.admin.accounts.AccountOperations;
import dev.berth.admin.accounts.AnonymousOperations;
import dev.berth.endpoint.Berth;
import dev.berth.tenant.DirectoryRefused;
import dev.berth.tenant.DirectoryRefused.Reason;
import dev.berth.tenant.TenantId;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Anonymous access of a tenant, with what is said of the account that it has; null if nobody is let in without a
/// password. What such an account may do comes from the access itself, and from nowhere else.
///
/// @param access knows the terms
/// @param accounts knows the account
/// @param parts what belongs to the account
record AnonymousSection(AnonymousAccess access, AccountAlterations accounts, List<AccountPart> parts)
        implements Section<Berth> {

    private static final Set<String> TERMS = Set.of("home", "uploads");
    private static final Set<String> ACCOUNT = Set.of("enabled", "expires", "login");

    @Override
    public String member() {
        return "anonymous";
    }

    @Override
    public Future<JsonObject> read(Berth berth, boolean hashes) {
        TenantId tenant = berth.tenant().id();
        return access.of(tenant)
                .compose(terms -> accounts.one(tenant, AnonymousAccess.USER)
                        .compose(account -> AccountPart.read(parts, tenant, hashes)
                                .map(known -> json(AnonymousOperations.json(terms), account, known))))
                .recover(cause -> cause instanceof DirectoryRefused refused && refused.reason() == Reason.NOT_FOUND
                        ? Future.succeededFuture()
                        : Future.failedFuture(cause));
    }

    private static JsonObject json(JsonObject terms, AccountAlterations.Kept kept, AccountPart.Known known) {
        JsonObject json = terms.mergeIn(only(ACCOUNT, AccountOperations.json(kept)));
        known.write(AnonymousAccess.USER, json);
        json.put(
                "folders",
                new JsonArray(json.getJsonArray("folders").stream()
                        .filter(mount -> !AnonymousAccess.UPLOADS.equals(((JsonObject) mount).getValue("folder")))
                        .toList()));
        return json;
    }

    @Override
    public void compare(String tenant, @Nullable Object now, Object wanted, Steps steps) {
        String at = TenantSection.at(tenant) + "." + member();
        if (!(wanted instanceof JsonObject body)) {
            steps.refuse(at, "(given)", "is an object, or null for none");
            return;
        }
        steps.checked(at, () -> compare(tenant, now instanceof JsonObject there ? there : null, body, steps));
    }

    private void compare(String tenant, @Nullable JsonObject now, JsonObject wanted, Steps steps) {
        JsonObject rest = wanted.copy();
        ACCOUNT.forEach(rest::remove);
        parts.forEach(part -> part.members().forEach(rest::remove));
        JsonObject terms = AnonymousOperations.whole(rest);
        JsonObject before = now == null ? new JsonObject() : only(TERMS, now);
        var place = new AccountPart.Place(tenant, AnonymousAccess.USER.value());
        parts.forEach(part -> part.clear(place, now, wanted, steps));
        if (!terms.equals(before)) {
            steps.put("setAnonymous", Map.of(TENANT, tenant), now, terms, of(tenant), Steps.replaced(before, terms));
        }
        JsonObject patch = only(ACCOUNT, wanted);
        JsonObject was = now == null ? new JsonObject().put("enabled", true) : only(ACCOUNT, now);
        JsonObject standing = new JsonObject()
                .put("home", "/")
                .put("permissions", new JsonArray())
                .mergeIn(was);
        if (AccountOperations.isChangedBy(standing, patch, accounts)) {
            steps.change("changeAccount", place.path(), was, patch, place.toString());
        }
        parts.forEach(part -> part.compare(place, now, wanted, steps));
    }

    @Override
    public void none(String tenant, @Nullable Object now, Steps steps) {
        if (now != null) {
            steps.remove("deleteAnonymous", Map.of(TENANT, tenant), of(tenant));
        }
    }

    private static JsonObject only(Set<String> members, JsonObject of) {
        JsonObject only = of.copy();
        of.fieldNames().stream().filter(name -> !members.contains(name)).forEach(only::remove);
        return only;
    }

    private static String of(String tenant) {
        return "anonymous access of tenant " + tenant;
    }
}
