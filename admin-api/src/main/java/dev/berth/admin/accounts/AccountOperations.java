package dev.berth.admin.accounts;

import static dev.berth.account.Administrator.Role.AUDITOR;
import static dev.berth.account.Administrator.Role.OPERATOR;
import static dev.berth.account.Administrator.Role.TENANT_ADMIN;

import dev.berth.account.Account;
import dev.berth.account.Accounts;
import dev.berth.account.NewAccount;
import dev.berth.account.Permission;
import dev.berth.account.Secret;
import dev.berth.account.UserName;
import dev.berth.admin.operation.Answer;
import dev.berth.admin.operation.Call;
import dev.berth.admin.operation.Operation;
import dev.berth.admin.problem.Fields;
import dev.berth.admin.tenants.TenantOperations;
import dev.berth.endpoint.Directory;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// `/tenants/{tenant}/accounts`.
public final class AccountOperations {

    private static final int SHORTEST_PASSWORD = 8;
    private static final int LONGEST_PASSWORD = 1024;

    private static final String PERMISSIONS = "one of "
            + Arrays.stream(Permission.values()).map(AccountOperations::name).collect(Collectors.joining(", "));

    private final Directory directory;
    private final Accounts accounts;

    public AccountOperations(Directory directory, Accounts accounts) {
        this.directory = directory;
        this.accounts = accounts;
    }

    /// All of them, with who may call them.
    public List<Operation> all() {
        return List.of(
                new Operation("listAccounts", Set.of(OPERATOR, AUDITOR, TENANT_ADMIN), this::list),
                new Operation("createAccount", Set.of(OPERATOR, TENANT_ADMIN), this::create));
    }

    private Future<Answer> list(Call call) {
        return TenantOperations.visible(directory, call.caller(), call.tenant())
                .compose(berth -> accounts.of(berth.tenant().id()))
                .map(all ->
                        Answer.ok(call.page().of(all, account -> account.user().value(), AccountOperations::json)));
    }

    private Future<Answer> create(Call call) {
        NewAccount wanted = Fields.read(call.body(), AccountOperations::account);
        return TenantOperations.visible(directory, call.caller(), call.tenant())
                .compose(berth -> accounts.create(berth.tenant().id(), wanted))
                .map(account -> Answer.created(json(account)));
    }

    private static Optional<NewAccount> account(Fields fields) {
        Optional<UserName> user = fields.required("user", UserName.RULE, UserName::new);
        Optional<Secret> password =
                fields.secret("password", "8 to 1024 characters, none of them a line end", AccountOperations::password);
        String home = fields.optional("home", "a path from the tenant's storage root, such as /alice", text -> text)
                .orElse("/");
        Set<Permission> permissions = fields.present("permissions")
                ? Set.copyOf(fields.texts(
                        "permissions", PERMISSIONS, Permission.values().length, AccountOperations::permission))
                : EnumSet.allOf(Permission.class);
        return user.flatMap(name -> password.map(secret -> new NewAccount(name, secret, home, permissions)));
    }

    private static Secret password(String text) {
        if (text.length() < SHORTEST_PASSWORD
                || text.length() > LONGEST_PASSWORD
                || text.chars().anyMatch(c -> c == '\r' || c == '\n' || c == 0)) {
            throw new IllegalArgumentException("not a password");
        }
        return new Secret(text);
    }

    private static Permission permission(String text) {
        return Arrays.stream(Permission.values())
                .filter(permission -> name(permission).equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("not a permission"));
    }

    private static String name(Permission permission) {
        return permission.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static JsonObject json(Account account) {
        return new JsonObject()
                .put("user", account.user().value())
                .put("home", account.home())
                .put(
                        "permissions",
                        new JsonArray(account.permissions().stream()
                                .sorted()
                                .map(AccountOperations::name)
                                .toList()));
    }
}
