package dev.berth.admin.accounts;

import static dev.berth.account.Administrator.Role.AUDITOR;
import static dev.berth.account.Administrator.Role.OPERATOR;
import static dev.berth.account.Administrator.Role.TENANT_ADMIN;

import dev.berth.account.AppPassword;
import dev.berth.account.AppPassword.Bounds;
import dev.berth.account.AppPasswords;
import dev.berth.account.UserName;
import dev.berth.admin.operation.Answer;
import dev.berth.admin.operation.Call;
import dev.berth.admin.operation.Operation;
import dev.berth.admin.problem.Fields;
import dev.berth.admin.problem.Times;
import dev.berth.admin.tenants.TenantOperations;
import dev.berth.endpoint.ClientNetwork;
import dev.berth.endpoint.Directory;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// `/tenants/{tenant}/accounts/{user}/app-passwords`.
public final class AppPasswordOperations {

    private static final int MOST_NETWORKS = 100;

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

    private record Request(String label, Bounds bounds) {}

    private Future<Answer> list(Call call) {
        UserName user = AccountOperations.user(call);
        return TenantOperations.visible(directory, call.caller(), call.tenant())
                .compose(berth -> passwords.of(berth.tenant().id(), user))
                .map(all -> Answer.ok(call.page()
                        .of(all, password -> String.format("%019d", password.id()), AppPasswordOperations::json)));
    }

    private Future<Answer> create(Call call) {
        UserName user = AccountOperations.user(call);
        Request request = Fields.read(call.body(), AppPasswordOperations::request);
        return TenantOperations.visible(directory, call.caller(), call.tenant())
                .compose(berth -> passwords.issue(berth.tenant().id(), user, request.label(), request.bounds()))
                .map(issued -> Answer.created(
                        json(issued.password()).put("secret", issued.secret().value())));
    }

    private Future<Answer> revoke(Call call) {
        UserName user = AccountOperations.user(call);
        return TenantOperations.visible(directory, call.caller(), call.tenant())
                .compose(berth -> passwords.revoke(berth.tenant().id(), user, call.number("password")))
                .map(_ -> Answer.done());
    }

    private static Optional<Request> request(Fields fields) {
        Optional<String> label = fields.required("label", "1 to 100 characters", text -> text);
        String path = fields.optional("path", "a path from the account's home, such as /in", text -> text)
                .orElse("/");
        List<String> networks = fields.texts("networks", ClientNetwork.RULE, MOST_NETWORKS, LoginFields::network);
        Optional<Instant> expires = fields.optional("expires", Times.RULE, Times::parse);
        var bounds = new Bounds(path, AccountFields.permissions(fields), networks, expires);
        return label.map(given -> new Request(given, bounds));
    }

    private static JsonObject json(AppPassword password) {
        Bounds bounds = password.bounds();
        var permissions = new JsonArray();
        bounds.permissions().stream().sorted().map(AccountFields::name).forEach(permissions::add);
        var json = new JsonObject()
                .put("id", password.id())
                .put("label", password.label())
                .put("path", bounds.path())
                .put("permissions", permissions)
                .put("networks", new JsonArray(bounds.networks()))
                .put("made", password.made().toString());
        bounds.expires().ifPresent(end -> json.put("expires", end.toString()));
        password.used().ifPresent(last -> json.put("used", last.toString()));
        return json;
    }
}
