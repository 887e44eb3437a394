package dev.berth.admin.accounts;

import static dev.berth.account.Administrator.Role.AUDITOR;
import static dev.berth.account.Administrator.Role.OPERATOR;
import static dev.berth.account.Administrator.Role.TENANT_ADMIN;

import dev.berth.account.AppPassword;
import dev.berth.account.AppPasswords;
import dev.berth.account.UserName;
import dev.berth.admin.operation.Answer;
import dev.berth.admin.operation.Call;
import dev.berth.admin.operation.Operation;
import dev.berth.admin.operation.Page;
import dev.berth.admin.tenants.TenantOperations;
import dev.berth.endpoint.Directory;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Set;

/// `/tenants/{tenant}/accounts/{user}/app-passwords`.
public final class AppPasswordOperations {

    private final Directory directory;
    private final AppPasswords passwords;

    public AppPasswordOperations(Directory directory, AppPasswords passwords) {
        this.directory = directory;
        this.passwords = passwords;
    }

    /// All of them, with who may call them.
    public List<Operation> all() {
        return List.of(
                new Operation("listAppPasswords", Set.of(OPERATOR, AUDITOR, TENANT_ADMIN), this::list),
                new Operation("createAppPassword", Set.of(OPERATOR, TENANT_ADMIN), this::create),
                new Operation("revokeAppPassword", Set.of(OPERATOR, TENANT_ADMIN), this::revoke));
    }

    private Future<Answer> list(Call call) {
        UserName user = AccountOperations.user(call);
        return TenantOperations.visible(directory, call.caller(), call.tenant())
                .compose(berth -> passwords.of(berth.tenant().id(), user))
                .map(all -> Answer.ok(call.page()
                        .of(all, password -> Page.age(password.made(), password.id()), AppPasswordOperations::json)));
    }

    private Future<Answer> create(Call call) {
        UserName user = AccountOperations.user(call);
        AppPasswordFields wanted = AppPasswordFields.read(call.body());
        return TenantOperations.visible(directory, call.caller(), call.tenant())
                .compose(berth -> passwords.issue(berth.tenant().id(), user, wanted.label(), wanted.bounds()))
                .map(issued -> Answer.created(
                        json(issued.password()).put("secret", issued.secret().value())));
    }

    private Future<Answer> revoke(Call call) {
        UserName user = AccountOperations.user(call);
        return TenantOperations.visible(directory, call.caller(), call.tenant())
                .compose(berth -> passwords.revoke(berth.tenant().id(), user, call.number("password")))
                .map(_ -> Answer.done());
    }

    private static JsonObject json(AppPassword password) {
        JsonObject json = AppPasswordFields.json(password.label(), password.bounds())
                .put("id", password.id())
                .put("made", password.made().toString());
        password.used().ifPresent(last -> json.put("used", last.toString()));
        return json;
    }
}
