package dev.berth.admin.administrators;

import static dev.berth.account.Administrator.Role.AUDITOR;
import static dev.berth.account.Administrator.Role.OPERATOR;
import static dev.berth.account.Administrator.Role.TENANT_ADMIN;

import dev.berth.account.Administrator;
import dev.berth.account.Administrator.Role;
import dev.berth.account.Administrators;
import dev.berth.account.Secret;
import dev.berth.admin.operation.Answer;
import dev.berth.admin.operation.Call;
import dev.berth.admin.operation.Operation;
import dev.berth.admin.operation.Page;
import dev.berth.admin.problem.Fields;
import dev.berth.admin.problem.Problem;
import dev.berth.admin.problem.Problem.Kind;
import dev.berth.admin.security.RoleNames;
import dev.berth.admin.security.Scopes;
import dev.berth.admin.tenants.TenantOperations;
import dev.berth.endpoint.Directory;
import dev.berth.tenant.Slug;
import dev.berth.tenant.TenantId;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// `/administrators`.
public final class AdministratorOperations {

    static final String PASSWORD = "12 to 1024 characters";

    private final Directory directory;
    private final Administrators administrators;

    public AdministratorOperations(Directory directory, Administrators administrators) {
        this.directory = directory;
        this.administrators = administrators;
    }

    /// All of them, with who may call them.
    public List<Operation> all() {
        return List.of(
                new Operation("listAdministrators", Set.of(OPERATOR, AUDITOR, TENANT_ADMIN), this::list),
                new Operation("createAdministrator", Set.of(OPERATOR, TENANT_ADMIN), this::create),
                new Operation("getAdministrator", Set.of(OPERATOR, AUDITOR, TENANT_ADMIN), this::get),
                new Operation("changeAdministrator", Set.of(OPERATOR, TENANT_ADMIN), this::change),
                new Operation("deleteAdministrator", Set.of(OPERATOR, TENANT_ADMIN), this::delete));
    }

    private record Request(String name, Secret password, Role role, Optional<Slug> tenant) {}

    private Future<Answer> list(Call call) {
        return TenantOperations.slugs(directory, call.caller().tenant())
                .compose(slugs -> administrators
                        .all(call.caller().tenant())
                        .map(all -> Answer.ok(call.page()
                                .of(
                                        all,
                                        administrator -> Page.age(administrator.made(), administrator.id()),
                                        administrator -> AdministratorJson.of(administrator, slugs)))));
    }

    private Future<Answer> get(Call call) {
        return administrators
                .one(call.number("administrator"), call.caller().tenant())
                .compose(this::answer);
    }

    private Future<Answer> create(Call call) {
        requireWhole(call.caller());
        Request request = Fields.read(call.body(), AdministratorOperations::request);
        if (call.caller().role() != OPERATOR && request.role() == OPERATOR) {
            throw Problem.of(Kind.FORBIDDEN, "A tenant administrator makes administrators of its own tenant only");
        }
        return tenant(call.caller(), request)
                .compose(tenant -> administrators.create(
                        new Administrators.Wanted(request.name(), request.password(), request.role(), tenant)))
                .compose(made -> json(made)
                        .map(json -> Answer.created(json, "/administrators/" + made.id())
                                .tagged(made.version())));
    }

    private Future<Answer> change(Call call) {
        long id = call.number("administrator");
        requireWhole(call.caller());
        return administrators.one(id, call.caller().tenant()).compose(_ -> {
            Administrators.Altered altered = Fields.read(call.body(), AdministratorOperations::altered);
            return administrators
                    .alter(id, call.caller().tenant(), altered, call.seen())
                    .compose(this::answer);
        });
    }

    private Future<Answer> delete(Call call) {
        long id = call.number("administrator");
        requireWhole(call.caller());
        return administrators.remove(id, call.caller().tenant(), call.seen()).map(_ -> Answer.done());
    }

    /// Who may log in as another has all that the role has: a token that is limited would be so no more.
    private static void requireWhole(Administrator caller) {
        if (!caller.operations().isEmpty() && !caller.operations().contains(Scopes.ALL)) {
            throw Problem.of(
                    Kind.FORBIDDEN, "This token is limited to some operations; it makes and changes no administrators");
        }
    }

    private Future<Optional<TenantId>> tenant(Administrator caller, Request request) {
        return request.tenant()
                .map(slug -> TenantOperations.visible(directory, caller, slug)
                        .map(berth -> Optional.of(berth.tenant().id())))
                .orElse(Future.succeededFuture(caller.tenant()));
    }

    private Future<Answer> answer(Administrators.Kept administrator) {
        return json(administrator).map(json -> Answer.ok(json).tagged(administrator.version()));
    }

    private Future<JsonObject> json(Administrators.Kept administrator) {
        return TenantOperations.slugs(directory, administrator.tenant())
                .map(slugs -> AdministratorJson.of(administrator, slugs));
    }

    private static Optional<Request> request(Fields fields) {
        Optional<String> name = fields.required("name", "1 to 100 characters", text -> text);
        Optional<Secret> password = fields.secret("password", PASSWORD, Secret::new);
        Optional<Role> role = fields.required("role", RoleNames.RULE, RoleNames::parse);
        Optional<Slug> tenant = fields.optional("tenant", "the slug of a tenant", Slug::new);
        return name.flatMap(
                given -> password.flatMap(secret -> role.map(known -> new Request(given, secret, known, tenant))));
    }

    private static Optional<Administrators.Altered> altered(Fields fields) {
        Optional<Secret> password =
                fields.present("password") ? fields.secret("password", PASSWORD, Secret::new) : Optional.empty();
        return Optional.of(new Administrators.Altered(password, fields.truth("blocked")));
    }
}
