package dev.berth.admin.state;

import dev.berth.account.AppPasswords;
import dev.berth.account.UserName;
import dev.berth.admin.accounts.AppPasswordFields;
import dev.berth.tenant.TenantId;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The app passwords of an account, by label: their bounds, and the hashes of their secrets.
///
/// @param passwords knows them
record AppPasswordPart(AppPasswords passwords) implements AccountPart {

    private static final String MEMBER = "appPasswords";
    private static final String HASH = "hash";
    private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

    @Override
    public Set<String> members() {
        return Set.of(MEMBER);
    }

    @Override
    public Future<Known> read(TenantId tenant, boolean hashes) {
        return passwords
                .kept(tenant)
                .map(all -> (user, account) -> account.put(
                        MEMBER,
                        new JsonArray(all.getOrDefault(user, List.of()).stream()
                                .map(each -> json(each, hashes))
                                .toList())));
    }

    private static JsonObject json(AppPasswords.Kept kept, boolean hashes) {
        JsonObject json = AppPasswordFields.json(kept.label(), kept.bounds());
        return hashes ? json.put(HASH, kept.hash()) : json;
    }

    @Override
    public void compare(Place at, @Nullable JsonObject now, JsonObject wanted, Steps steps) {
        if (!wanted.containsKey(MEMBER)) {
            return;
        }
        Map<String, JsonObject> before =
                steps.named(at.field(MEMBER), now == null ? null : now.getValue(MEMBER), "label");
        Map<String, JsonObject> after = steps.named(at.field(MEMBER), wanted.getValue(MEMBER), "label");
        if (after.size() > AppPasswords.MOST) {
            steps.refuse(at.field(MEMBER), after.size() + " entries", "are at most " + AppPasswords.MOST);
        }
        if (steps.prune()) {
            before.keySet().stream()
                    .filter(label -> !after.containsKey(label))
                    .forEach(label -> steps.restore(
                            "revokeAppPassword",
                            labelled(at, label),
                            "remove",
                            of(label, at),
                            new JsonArray(),
                            tenant -> revoke(tenant, at, label)));
        }
        after.forEach((label, password) -> compare(at, label, before.get(label), password, steps));
    }

    private void compare(Place at, String label, @Nullable JsonObject was, JsonObject wanted, Steps steps) {
        Optional<String> hash = Optional.ofNullable(wanted.getValue(HASH)).map(String::valueOf);
        String field = Steps.at(at.field(MEMBER), label);
        if (hash.filter(text -> !SHA256.matcher(text).matches()).isPresent()) {
            steps.refuse(field + "." + HASH, "***", "is a SHA-256 in hexadecimal, as an exported state has it");
            return;
        }
        if (was == null && hash.isEmpty()) {
            steps.refuse(
                    field + "." + HASH,
                    "(missing)",
                    "is what one begins with that is not there: export with hashes, or make it by createAppPassword,"
                            + " which shows its secret once");
            return;
        }
        if (hash.isPresent() && !steps.outcome().isFirst(hash.get())) {
            steps.refuse(field + "." + HASH, "***", "is that of another app password of the document");
            return;
        }
        steps.checked(field, () -> {
            AppPasswordFields after = read(wanted);
            passwords.require(label, after.bounds());
            if (was == null || !read(was).equals(after)) {
                steps.restore(
                        "createAppPassword",
                        at.path(),
                        was == null ? "create" : "change",
                        of(label, at),
                        Steps.diff(was == null ? new JsonObject() : was, wanted),
                        tenant -> passwords.restore(tenant, new UserName(at.user()), label, after.bounds(), hash));
            }
        });
    }

    private static AppPasswordFields read(JsonObject password) {
        JsonObject bare = password.copy();
        bare.remove(HASH);
        return AppPasswordFields.read(bare);
    }

    /// Its id is another after it was restored, so that its label stands for it.
    private static Map<String, String> labelled(Place at, String label) {
        Map<String, String> path = new HashMap<>(at.path());
        path.put("password", label);
        return path;
    }

    /// By its label: its id is another after it was restored.
    private Future<?> revoke(TenantId tenant, Place at, String label) {
        var user = new UserName(at.user());
        return passwords
                .of(tenant, user)
                .compose(all -> all.stream()
                        .filter(each -> each.label().equals(label))
                        .findFirst()
                        .map(each -> passwords.revoke(tenant, user, each.id()).<Void>mapEmpty())
                        .orElseGet(Future::succeededFuture));
    }

    private static String of(String label, Place at) {
        return "app password " + label + " of " + at;
    }
}
