package dev.berth.admin.state;

import dev.berth.account.SecondFactors;
import dev.berth.account.UserName;
import dev.berth.tenant.Slug;
import dev.berth.tenant.TenantId;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The second factor of an account: that it has one, and its secret, sealed by the key of the nodes.
///
/// @param factors knows them
record FactorPart(SecondFactors factors) implements AccountPart {

    private static final String FACTOR = "secondFactor";
    private static final String SEALED = "sealedFactor";

    @Override
    public Set<String> members() {
        return Set.of(FACTOR, SEALED);
    }

    @Override
    public Future<Known> read(TenantId tenant, boolean hashes) {
        return factors.all(tenant)
                .compose(guarded -> hashes
                        ? factors.sealed(tenant).map(secrets -> (user, account) -> {
                            mark(guarded, user, account);
                            if (secrets.containsKey(user)) {
                                account.put(SEALED, secrets.get(user));
                            }
                        })
                        : Future.succeededFuture((user, account) -> mark(guarded, user, account)));
    }

    private static void mark(Set<UserName> guarded, UserName user, JsonObject account) {
        if (guarded.contains(user)) {
            account.put(FACTOR, true);
        }
    }

    /// Whether the document's account has one.
    static boolean isWanted(JsonObject wanted) {
        return Boolean.TRUE.equals(wanted.getValue(FACTOR)) || wanted.containsKey(SEALED);
    }

    /// Whether it is put back from the document.
    static boolean isRestored(@Nullable JsonObject now, JsonObject wanted) {
        return wanted.containsKey(SEALED) && (now == null || !now.containsKey(FACTOR));
    }

    /// Whether the document's account has one that is neither here nor put back: its password alone must not open it.
    static boolean isMissing(@Nullable JsonObject now, JsonObject wanted) {
        return isWanted(wanted) && !wanted.containsKey(SEALED) && (now == null || !now.containsKey(FACTOR));
    }

    @Override
    public void compare(Place at, @Nullable JsonObject now, JsonObject wanted, Steps steps) {
        Object said = wanted.getValue(FACTOR);
        if (said != null && !(said instanceof Boolean)) {
            steps.refuse(at.field(FACTOR), String.valueOf(said), "true or false");
        }
        String of = "second factor of " + at;
        if (Boolean.FALSE.equals(said) && now != null && now.containsKey(FACTOR)) {
            steps.remove("deleteSecondFactor", at.path(), of);
        }
        if (!isRestored(now, wanted)) {
            return;
        }
        if (wanted.getValue(SEALED) instanceof String secret
                && Slug.isValid(at.tenant())
                && UserName.isValid(at.user())
                && factors.opens(new Slug(at.tenant()), new UserName(at.user()), secret)) {
            steps.restore(
                    "createSecondFactor",
                    at.path(),
                    "create",
                    of,
                    new JsonArray(),
                    tenant -> factors.restore(tenant, new UserName(at.user()), secret));
        } else {
            steps.refuse(
                    at.field(SEALED),
                    "***",
                    "opens with this node's key, for this user of this tenant (tls.sealingKeyFile); without it the"
                            + " account is made, and not enabled");
        }
    }
}
