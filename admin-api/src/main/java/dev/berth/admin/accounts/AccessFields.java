package dev.berth.admin.accounts;

import dev.berth.account.Access;
import dev.berth.account.Permission;
import dev.berth.admin.problem.Fields;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Optional;
import java.util.Set;

/// Where accounts may do what, as the contract writes it; nothing where it makes no difference.
final class AccessFields {

    private static final String ACCESS = "access";
    private static final String RULES = "rules";
    private static final String HIDDEN = "hidden";
    private static final String DENIED = "denied";
    private static final String PERMISSIONS = "permissions";
    private static final String PATTERN = "a pattern for one name, such as *.tmp";
    private static final int MOST = 1_000;

    private AccessFields() {}

    /// The directory has the finer rules.
    static Access read(Fields fields) {
        return fields.object(ACCESS, "rules, hidden and denied names", AccessFields::access)
                .orElse(Access.WHOLE);
    }

    private static Optional<Access> access(Fields fields) {
        return Optional.of(new Access(
                fields.objects(RULES, "a path and permissions", MOST, AccessFields::rule),
                fields.texts(HIDDEN, PATTERN, MOST, text -> text),
                fields.texts(DENIED, PATTERN, MOST, text -> text)));
    }

    private static Optional<Access.Rule> rule(Fields fields) {
        Set<Permission> permissions = Set.copyOf(fields.texts(
                PERMISSIONS, AccountFields.PERMISSIONS, Permission.values().length, AccountFields::permission));
        return fields.required("path", "a path from the account's home, such as /in", text -> text)
                .map(path -> new Access.Rule(path, permissions));
    }

    static void write(Access access, JsonObject json) {
        if (access.isWhole()) {
            return;
        }
        var rules = new JsonArray();
        for (Access.Rule rule : access.rules()) {
            rules.add(new JsonObject()
                    .put("path", rule.path())
                    .put(PERMISSIONS, AccountFields.names(rule.permissions())));
        }
        json.put(
                ACCESS,
                new JsonObject()
                        .put(RULES, rules)
                        .put(HIDDEN, new JsonArray(access.hidden()))
                        .put(DENIED, new JsonArray(access.denied())));
    }
}
