package dev.berth.admin.accounts;

import static dev.berth.account.Administrator.Role.AUDITOR;
import static dev.berth.account.Administrator.Role.OPERATOR;
import static dev.berth.account.Administrator.Role.TENANT_ADMIN;

import dev.berth.account.AnonymousAccess;
import dev.berth.account.AnonymousAccess.Terms;
import dev.berth.admin.operation.Answer;
import dev.berth.admin.operation.Call;
import dev.berth.admin.operation.Condition;
import dev.berth.admin.operation.Operation;
import dev.berth.admin.problem.Fields;
import dev.berth.admin.tenants.TenantOperations;
import dev.berth.endpoint.Directory;
import dev.berth.tenant.TenantId;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// `/tenants/{tenant}/anonymous`.
public final class AnonymousOperations {

    private final Directory directory;
    private final AnonymousAccess access;

    public AnonymousOperations(Directory directory, AnonymousAccess access) {
        this.directory = directory;
        this.access = access;
    }

    /// All of them, with who may call them.
    public List<Operation> all() {
        return List.of(
                new Operation("getAnonymous", Set.of(OPERATOR, AUDITOR, TENANT_ADMIN), this::get),
                new Operation("setAnonymous", Set.of(OPERATOR, TENANT_ADMIN), this::set).inTurns(),
                new Operation("deleteAnonymous", Set.of(OPERATOR, TENANT_ADMIN), this::delete).inTurns());
    }

    private Future<Answer> get(Call call) {
        return tenant(call).compose(this::read);
    }

    private Future<Answer> set(Call call) {
        Terms wanted = Fields.read(call.body(), AnonymousOperations::terms);
        return tenant(call)
                .compose(tenant -> Condition.requireThere(call, () -> read(tenant))
                        .compose(_ -> access.allow(tenant, wanted))
                        .map(terms -> answer(tenant, terms)));
    }

    private Future<Answer> delete(Call call) {
        return tenant(call)
                .compose(tenant -> Condition.require(call, () -> read(tenant)).compose(_ -> access.end(tenant)))
                .map(_ -> Answer.done());
    }

    private Future<Answer> read(TenantId tenant) {
        return access.of(tenant).map(terms -> answer(tenant, terms));
    }

    private static Answer answer(TenantId tenant, Terms terms) {
        return Answer.ok(json(terms)).tagged(Condition.revision(tenant, json(terms)));
    }

    private Future<TenantId> tenant(Call call) {
        return TenantOperations.visible(directory, call.caller(), call.tenant())
                .map(berth -> berth.tenant().id());
    }

    private static Optional<Terms> terms(Fields fields) {
        Optional<String> uploads = fields.optional("uploads", "a path in the home, such as /incoming", text -> text);
        return fields.required("home", AccountFields.HOME, text -> text).map(home -> new Terms(home, uploads));
    }

    /// What a request is read as, whole.
    ///
    /// @throws dev.berth.admin.problem.Problem with everything that is wrong
    public static JsonObject whole(JsonObject body) {
        return json(Fields.read(body, AnonymousOperations::terms));
    }

    /// The terms as the contract writes them.
    public static JsonObject json(Terms terms) {
        var json = new JsonObject().put("home", terms.home());
        terms.uploads().ifPresent(path -> json.put("uploads", path));
        return json;
    }
}
