package dev.berth.admin.accounts;

import dev.berth.account.Access;
import dev.berth.account.AccountAlterations.Terms;
import dev.berth.account.AnonymousAccess;
import dev.berth.account.Permission;
import dev.berth.account.Secret;
import dev.berth.account.UserName;
import dev.berth.admin.problem.Fields;
import dev.berth.admin.problem.Times;
import io.vertx.core.json.JsonArray;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Parts of accounts as requests bring them.
final class AccountFields {

    static final String PASSWORD = "8 to 1024 characters, none of them a line end";
    static final String RESERVED = "; " + AnonymousAccess.USER
            + " is nobody's name: logins without a password are allowed by /tenants/{tenant}/anonymous";
    static final String HOME = "a path from the tenant's storage root, such as /alice";
    static final String PERMISSIONS = "one of "
            + Arrays.stream(Permission.values()).map(AccountFields::name).collect(Collectors.joining(", "));

    private static final int SHORTEST_PASSWORD = 8;
    private static final int LONGEST_PASSWORD = 1024;

    private AccountFields() {}

    static Optional<UserName> user(Fields fields) {
        return fields.required("user", UserName.RULE + RESERVED, AccountFields::user);
    }

    private static UserName user(String text) {
        var user = new UserName(text);
        if (user.equals(AnonymousAccess.USER)) {
            throw new IllegalArgumentException("not a name of somebody");
        }
        return user;
    }

    static String home(Fields fields) {
        return fields.optional("home", HOME, text -> text).orElse("/");
    }

    static Set<Permission> permissions(Fields fields) {
        return fields.present("permissions")
                ? Set.copyOf(
                        fields.texts("permissions", PERMISSIONS, Permission.values().length, AccountFields::permission))
                : Permission.USUAL;
    }

    /// What else is said of an account.
    static Terms terms(Fields fields, String home, Set<Permission> permissions) {
        boolean enabled = fields.truth("enabled").orElse(true);
        Optional<Instant> expires = fields.optional("expires", Times.RULE, Times::parse);
        Access access = AccessFields.read(fields);
        return new Terms(home, permissions, access, enabled, expires, LoginFields.read(fields));
    }

    static Secret password(String text) {
        if (text.length() < SHORTEST_PASSWORD
                || text.length() > LONGEST_PASSWORD
                || text.chars().anyMatch(c -> c == '\r' || c == '\n' || c == 0)) {
            throw new IllegalArgumentException("not a password");
        }
        return new Secret(text);
    }

    static Permission permission(String text) {
        return Arrays.stream(Permission.values())
                .filter(permission -> name(permission).equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("not a permission"));
    }

    static JsonArray names(Set<Permission> permissions) {
        return new JsonArray(
                permissions.stream().sorted().map(AccountFields::name).toList());
    }

    static String name(Permission permission) {
        return permission.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
