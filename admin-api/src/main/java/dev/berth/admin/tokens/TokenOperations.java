package dev.berth.admin.tokens;

import static dev.berth.account.Administrator.Role.AUDITOR;
import static dev.berth.account.Administrator.Role.OPERATOR;
import static dev.berth.account.Administrator.Role.TENANT_ADMIN;

import dev.berth.account.Administrator;
import dev.berth.account.Administrator.Role;
import dev.berth.account.ApiToken;
import dev.berth.account.ApiTokens;
import dev.berth.admin.operation.Answer;
import dev.berth.admin.operation.Call;
import dev.berth.admin.operation.Condition;
import dev.berth.admin.operation.Operation;
import dev.berth.admin.operation.Page;
import dev.berth.admin.problem.Fields;
import dev.berth.admin.problem.Problem;
import dev.berth.admin.problem.Problem.Kind;
import dev.berth.admin.problem.Times;
import dev.berth.admin.security.RoleNames;
import dev.berth.admin.security.Scopes;
import dev.berth.admin.tenants.TenantOperations;
import dev.berth.endpoint.Directory;
import dev.berth.tenant.Slug;
import dev.berth.tenant.TenantId;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// `/tokens`.
public final class TokenOperations {

    private static final int MOST_OPERATIONS = 100;

    private final Directory directory;
    private final ApiTokens tokens;
    private final Scopes scopes;

    /// @param scopes what a token can be limited to
    public TokenOperations(Directory directory, ApiTokens tokens, Scopes scopes) {
        this.directory = directory;
        this.tokens = tokens;
        this.scopes = scopes;
    }

    /// All of them, with who may call them.
    public List<Operation> all() {
        return List.of(
                new Operation("listTokens", Set.of(OPERATOR, AUDITOR, TENANT_ADMIN), this::list),
                new Operation("getToken", Set.of(OPERATOR, AUDITOR, TENANT_ADMIN), this::get),
                new Operation("createToken", Set.of(OPERATOR, TENANT_ADMIN), this::create),
                new Operation("revokeToken", Set.of(OPERATOR, TENANT_ADMIN), this::revoke).inTurns());
    }

    private record Request(
            String name, Role role, Optional<Slug> tenant, Set<String> operations, Optional<Instant> expires) {}

    private Future<Answer> list(Call call) {
        return TenantOperations.slugs(directory, call.caller().tenant())
                .compose(slugs -> tokens.all(call.caller().tenant())
                        .map(all -> Answer.ok(call.page()
                                .of(all, token -> Page.age(token.made(), token.id()), token -> json(token, slugs)))));
    }

    private Future<Answer> get(Call call) {
        long id = call.number("token");
        return TenantOperations.slugs(directory, call.caller().tenant())
                .compose(slugs -> tokens.all(call.caller().tenant())
                        .map(all -> all.stream()
                                .filter(token -> token.id() == id)
                                .findFirst()
                                .map(token -> Answer.ok(json(token, slugs))
                                        .tagged(Condition.revision(token.id(), unused(token, slugs))))
                                .orElseThrow(() -> Problem.of(Kind.NOT_FOUND, "There is no such token"))));
    }

    private Future<Answer> create(Call call) {
        Request request = Fields.read(call.body(), this::request);
        requireNoMore(call.caller(), request);
        return tenant(call.caller(), request)
                .compose(tenant -> tokens.create(new ApiToken.Wanted(
                        request.name(), request.role(), tenant, request.operations(), request.expires())))
                .compose(issued -> TenantOperations.slugs(
                                directory, call.caller().tenant())
                        .map(slugs -> json(issued.token(), slugs)
                                .put("secret", issued.secret().value()))
                        .map(json ->
                                Answer.created(json, "/tokens/" + issued.token().id())));
    }

    private Future<Answer> revoke(Call call) {
        return Condition.require(call, () -> get(call))
                .compose(_ -> tokens.revoke(call.number("token"), call.caller().tenant()))
                .map(_ -> Answer.done());
    }

    /// Nobody makes a token that may do more than his own.
    private void requireNoMore(Administrator caller, Request request) {
        if (caller.role() != OPERATOR && request.role() == OPERATOR) {
            throw Problem.of(Kind.FORBIDDEN, "A tenant administrator makes tokens of its own tenant only");
        }
        if (!scopes.cover(caller.operations(), request.operations())) {
            throw Problem.of(
                    Kind.FORBIDDEN, "This token is limited to some operations; what it makes is limited to them, too");
        }
    }

    private Future<Optional<TenantId>> tenant(Administrator caller, Request request) {
        return request.tenant()
                .map(slug -> TenantOperations.visible(directory, caller, slug)
                        .map(berth -> Optional.of(berth.tenant().id())))
                .orElse(Future.succeededFuture(caller.tenant()));
    }

    private Optional<Request> request(Fields fields) {
        Optional<String> name = fields.required("name", "1 to 100 characters", text -> text);
        Optional<Role> role = fields.required("role", RoleNames.RULE, RoleNames::parse);
        Optional<Slug> tenant = fields.optional("tenant", "the slug of a tenant", Slug::new);
        List<String> operations = fields.texts("operations", Scopes.RULE, MOST_OPERATIONS, this::operation);
        Optional<Instant> expires = fields.optional("expires", Times.RULE, Times::parse);
        return name.flatMap(
                given -> role.map(known -> new Request(given, known, tenant, Set.copyOf(operations), expires)));
    }

    private String operation(String text) {
        if (!scopes.isKnown(text)) {
            throw new IllegalArgumentException("not an operation");
        }
        return text;
    }

    private static JsonObject unused(ApiToken token, Map<TenantId, Slug> slugs) {
        JsonObject json = json(token, slugs);
        json.remove("lastUse");
        return json;
    }

    private static JsonObject json(ApiToken token, Map<TenantId, Slug> slugs) {
        var json = new JsonObject()
                .put("id", token.id())
                .put("name", token.name())
                .put("role", RoleNames.of(token.role()))
                .put(
                        "operations",
                        new JsonArray(token.operations().stream().sorted().toList()))
                .put("made", token.made().toString());
        token.tenant().map(slugs::get).ifPresent(slug -> json.put("tenant", slug.value()));
        token.expires().ifPresent(end -> json.put("expires", end.toString()));
        token.lastUse().ifPresent(time -> json.put("lastUse", time.toString()));
        return json;
    }
}
