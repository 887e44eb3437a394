package dev.berth.admin.administrators;

import static dev.berth.account.Administrator.Role.AUDITOR;
import static dev.berth.account.Administrator.Role.OPERATOR;
import static dev.berth.account.Administrator.Role.TENANT_ADMIN;

import dev.berth.account.Administrator;
import dev.berth.account.Administrators;
import dev.berth.account.LoginRefused;
import dev.berth.account.Secret;
import dev.berth.admin.operation.Answer;
import dev.berth.admin.operation.Call;
import dev.berth.admin.operation.Operation;
import dev.berth.admin.problem.FieldFault;
import dev.berth.admin.problem.Fields;
import dev.berth.admin.problem.Problem;
import dev.berth.admin.problem.Problem.Kind;
import dev.berth.admin.security.Logins;
import dev.berth.admin.security.Tries;
import dev.berth.admin.tenants.TenantOperations;
import dev.berth.endpoint.Directory;
import dev.berth.tenant.Slug;
import dev.berth.tenant.TenantId;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// `/login`, and `/caller`: who it is that calls.
public final class LoginOperations {

    private static final int LONGEST = 1_024;
    private static final int LONGEST_NAME = 100;

    private final Directory directory;
    private final Administrators administrators;
    private final Logins logins;
    private final Tries tries;

    /// @param tries how often a password may be wrong
    public LoginOperations(Directory directory, Administrators administrators, Logins logins, Tries tries) {
        this.directory = directory;
        this.administrators = administrators;
        this.logins = logins;
        this.tries = tries;
    }

    /// All of them, with who may call them.
    public List<Operation> all() {
        return List.of(
                Operation.open("login", this::login),
                new Operation("getCaller", Set.of(OPERATOR, AUDITOR, TENANT_ADMIN), this::caller),
                new Operation("setOwnPassword", Set.of(OPERATOR, AUDITOR, TENANT_ADMIN), this::setOwn));
    }

    private record Request(Optional<String> tenant, String name, Secret password) {

        /// Whose tries it takes.
        String whose() {
            return tenant.orElse("") + "/" + name;
        }
    }

    private Future<Answer> login(Call call) {
        Request request = Fields.read(call.body(), LoginOperations::request);
        String address = call.caller().name();
        tries.take(address, request.whose());
        return TenantOperations.slugs(directory, Optional.empty())
                .compose(slugs -> administrators
                        .login(tenant(request, slugs), request.name(), request.password())
                        .map(found -> found.orElseThrow(LoginOperations::wrong))
                        .map(found -> issued(found, slugs)))
                .onComplete(_ -> tries.giveBack(address, request.whose()), cause -> {
                    if (!(cause instanceof Problem)) {
                        tries.giveBack(address, request.whose());
                    }
                })
                .recover(cause -> Future.failedFuture(
                        cause instanceof LoginRefused
                                ? Problem.of(Kind.UNAVAILABLE, "Too many logins wait to be verified; try again")
                                : cause));
    }

    private Answer issued(Administrators.Kept found, Map<TenantId, Slug> slugs) {
        Logins.Issued issued = logins.issue(found);
        return Answer.ok(new JsonObject()
                .put("token", issued.token().value())
                .put("expires", issued.expires().toString())
                .put("administrator", AdministratorJson.of(found, slugs)));
    }

    /// One who is not there is looked for all the same, so that it takes as long.
    private static Optional<TenantId> tenant(Request request, Map<TenantId, Slug> slugs) {
        return request.tenant()
                .map(slug -> slugs.entrySet().stream()
                        .filter(entry -> entry.getValue().value().equals(slug))
                        .map(Map.Entry::getKey)
                        .findFirst()
                        .orElse(TenantId.NOBODY));
    }

    private static Problem wrong() {
        return Problem.of(
                Kind.UNAUTHORIZED, "The name, the password or the tenant is wrong, or the administrator blocked");
    }

    private static Optional<Request> request(Fields fields) {
        Optional<String> name = fields.required("name", "1 to 100 characters", LoginOperations::name);
        Optional<Secret> password =
                fields.secret("password", "1 to " + LONGEST + " characters", LoginOperations::password);
        Optional<String> tenant = fields.optional("tenant", "the slug of a tenant", text -> new Slug(text).value());
        return name.flatMap(given -> password.map(secret -> new Request(tenant, given, secret)));
    }

    /// Names are remembered for a while, those of nobody as well.
    private static String name(String text) {
        if (text.isEmpty() || text.length() > LONGEST_NAME) {
            throw new IllegalArgumentException("a name has 1 to " + LONGEST_NAME + " characters");
        }
        return text;
    }

    private static Secret password(String text) {
        if (text.isEmpty() || text.length() > LONGEST) {
            throw new IllegalArgumentException("a password has 1 to " + LONGEST + " characters");
        }
        return new Secret(text);
    }

    private record Change(Secret old, Secret password) {}

    /// The token alone is not enough: it may have been left somewhere.
    private Future<Answer> setOwn(Call call) {
        Change change = Fields.read(call.body(), LoginOperations::change);
        Administrator caller = call.caller();
        if (caller.proof().kind() != Administrator.Proof.Kind.LOGIN) {
            throw Problem.of(Kind.FORBIDDEN, "A token has no password; log in by name and password");
        }
        String who = caller.proof().text();
        tries.take(who, who);
        return administrators
                .login(caller.tenant(), caller.name(), change.old())
                .map(found -> found.orElseThrow(LoginOperations::wrongOld))
                .compose(found -> administrators.alter(
                        found.id(),
                        caller.tenant(),
                        new Administrators.Altered(Optional.of(change.password()), Optional.empty()),
                        Optional.of(found.version())))
                .onSuccess(_ -> tries.giveBack(who, who))
                .map(_ -> Answer.done());
    }

    private static Problem wrongOld() {
        return Problem.invalid(List.of(FieldFault.of("old", "***", "is the password that you have logged in with")));
    }

    private static Optional<Change> change(Fields fields) {
        Optional<Secret> old = fields.secret("old", "1 to " + LONGEST + " characters", LoginOperations::password);
        Optional<Secret> password = fields.secret("password", AdministratorOperations.PASSWORD, Secret::new);
        return old.flatMap(before -> password.map(after -> new Change(before, after)));
    }

    private Future<Answer> caller(Call call) {
        return TenantOperations.slugs(directory, call.caller().tenant())
                .map(slugs -> Answer.ok(AdministratorJson.of(call.caller(), slugs)));
    }
}
