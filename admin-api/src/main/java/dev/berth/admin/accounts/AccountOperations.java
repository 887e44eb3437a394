package dev.berth.admin.accounts;

import static dev.berth.account.Administrator.Role.AUDITOR;
import static dev.berth.account.Administrator.Role.OPERATOR;
import static dev.berth.account.Administrator.Role.TENANT_ADMIN;

import dev.berth.account.AccountAlterations;
import dev.berth.account.AccountBatches;
import dev.berth.account.Accounts;
import dev.berth.account.NewAccount;
import dev.berth.account.Permission;
import dev.berth.account.Secret;
import dev.berth.account.UserName;
import dev.berth.admin.operation.Answer;
import dev.berth.admin.operation.Call;
import dev.berth.admin.operation.Filters;
import dev.berth.admin.operation.MergePatch;
import dev.berth.admin.operation.Operation;
import dev.berth.admin.operation.Segments;
import dev.berth.admin.problem.Fields;
import dev.berth.admin.problem.Problem;
import dev.berth.admin.problem.Problem.Kind;
import dev.berth.admin.tenants.TenantOperations;
import dev.berth.endpoint.Directory;
import dev.berth.plan.NewAccounts;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// `/tenants/{tenant}/accounts`.
public final class AccountOperations {

    private final Directory directory;
    private final Accounts accounts;
    private final AccountAlterations alterations;
    private final AccountBatches hashes;
    private final NewAccounts defaults;

    public AccountOperations(
            Directory directory,
            Accounts accounts,
            AccountAlterations alterations,
            AccountBatches hashes,
            NewAccounts defaults) {
        this.hashes = hashes;
        this.defaults = defaults;
        this.directory = directory;
        this.accounts = accounts;
        this.alterations = alterations;
    }

    /// All of them, with who may call them.
    public List<Operation> all() {
        return List.of(
                new Operation("listAccounts", Set.of(OPERATOR, AUDITOR, TENANT_ADMIN), this::list),
                new Operation("createAccount", Set.of(OPERATOR, TENANT_ADMIN), this::create),
                new Operation("getAccount", Set.of(OPERATOR, AUDITOR, TENANT_ADMIN), this::get),
                new Operation("changeAccount", Set.of(OPERATOR, TENANT_ADMIN), this::change),
                new Operation("deleteAccount", Set.of(OPERATOR, TENANT_ADMIN), this::delete));
    }

    private Future<Answer> list(Call call) {
        return TenantOperations.visible(directory, call.caller(), call.tenant())
                .compose(berth -> alterations.all(berth.tenant().id()))
                .map(all -> Answer.ok(call.page()
                        .of(filtered(call, all), account -> account.user().value(), AccountOperations::json)));
    }

    private static List<AccountAlterations.Kept> filtered(Call call, List<AccountAlterations.Kept> all) {
        return all.stream()
                .filter(account -> call.filter("user")
                        .map(part -> account.user().value().contains(part))
                        .orElse(true))
                .filter(account -> call.filter("enabled")
                        .map(wanted -> Filters.truth("enabled", wanted)
                                == account.terms().enabled())
                        .orElse(true))
                .toList();
    }

    private Future<Answer> get(Call call) {
        UserName user = user(call);
        return TenantOperations.visible(directory, call.caller(), call.tenant())
                .compose(berth -> alterations.one(berth.tenant().id(), user))
                .map(kept -> Answer.ok(json(kept)).tagged(kept.revision()));
    }

    private Future<Answer> change(Call call) {
        UserName user = user(call);
        return TenantOperations.visible(directory, call.caller(), call.tenant())
                .map(berth -> berth.tenant().id())
                .compose(tenant -> alterations.one(tenant, user).compose(now -> {
                    JsonObject request = json(now);
                    request.remove("user");
                    Altered altered = Fields.read(
                            MergePatch.apply(request, call.body()), call.body(), AccountOperations::altered);
                    return hashed(altered.password())
                            .compose(hash -> alterations.alter(
                                    tenant,
                                    user,
                                    altered.terms(),
                                    hash,
                                    Optional.of(call.seen().orElse(now.revision()))));
                }))
                .map(done -> Answer.ok(json(done)).tagged(done.revision()));
    }

    private Future<Answer> delete(Call call) {
        UserName user = user(call);
        return TenantOperations.visible(directory, call.caller(), call.tenant())
                .compose(berth -> accounts.remove(berth.tenant().id(), user, call.seen()))
                .map(_ -> Answer.done());
    }

    private Future<Optional<String>> hashed(Optional<Secret> password) {
        return password.map(secret -> hashes.hash(secret).map(Optional::of))
                .orElse(Future.succeededFuture(Optional.empty()));
    }

    static UserName user(Call call) {
        String text = call.path().get("user");
        if (!UserName.isValid(text)) {
            throw Problem.of(Kind.NOT_FOUND, "There is no such account");
        }
        return new UserName(text);
    }

    private record Altered(AccountAlterations.Terms terms, Optional<Secret> password) {}

    private static Optional<Altered> altered(Fields fields) {
        Optional<String> home = fields.required("home", AccountFields.HOME, text -> text);
        List<Permission> permissions = fields.texts(
                "permissions", AccountFields.PERMISSIONS, Permission.values().length, AccountFields::permission);
        AccountAlterations.Terms terms = AccountFields.terms(fields, home.orElse("/"), Set.copyOf(permissions));
        Optional<Secret> password = fields.present("password")
                ? fields.secret("password", AccountFields.PASSWORD, AccountFields::password)
                : Optional.empty();
        return home.map(_ -> new Altered(terms, password));
    }

    private Future<Answer> create(Call call) {
        return TenantOperations.visible(directory, call.caller(), call.tenant())
                .map(berth -> berth.tenant().id())
                .compose(tenant -> defaults.of(tenant)
                        .map(usual -> Fields.read(
                                DefaultJson.fill(call.body(), usual), call.body(), AccountOperations::account))
                        .compose(wanted -> accounts.create(tenant, wanted)))
                .compose(account -> alterations.one(account.tenant().id(), account.user()))
                .map(account -> Answer.created(
                                json(account),
                                "/tenants/" + call.tenant() + "/accounts/"
                                        + Segments.escape(account.user().value()))
                        .tagged(account.revision()));
    }

    private static Optional<NewAccount> account(Fields fields) {
        Optional<UserName> user = AccountFields.user(fields);
        Optional<Secret> password = fields.secret("password", AccountFields.PASSWORD, AccountFields::password);
        AccountAlterations.Terms terms =
                AccountFields.terms(fields, AccountFields.home(fields), AccountFields.permissions(fields));
        return user.flatMap(name -> password.map(secret -> new NewAccount(name, secret, terms, true)));
    }

    /// Whether a merge patch would change an account.
    ///
    /// @param now as [#json] writes it
    /// @throws Problem with everything that is wrong with the patch
    /// @throws dev.berth.tenant.DirectoryRefused with what cannot be kept of it
    public static boolean isChangedBy(JsonObject now, JsonObject patch, AccountAlterations accounts) {
        JsonObject before = now.copy();
        before.remove("user");
        Altered after = Fields.read(MergePatch.apply(before, patch), patch, AccountOperations::altered);
        accounts.require(after.terms());
        return !after.equals(Fields.read(before, AccountOperations::altered));
    }

    /// The account as the contract writes it.
    public static JsonObject json(AccountAlterations.Kept account) {
        var json = new JsonObject()
                .put("user", account.user().value())
                .put("home", account.terms().home())
                .put("permissions", AccountFields.names(account.terms().permissions()))
                .put("enabled", account.terms().enabled());
        account.terms().expires().ifPresent(end -> json.put("expires", end.toString()));
        AccessFields.write(account.terms().access(), json);
        LoginFields.write(account.terms().login(), json);
        return json;
    }
}
