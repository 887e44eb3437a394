package dev.berth.admin;

import dev.berth.account.Administrator;
import dev.berth.account.Administrator.Proof;
import dev.berth.admin.http.Accepted;
import dev.berth.admin.once.Rates;
import dev.berth.admin.once.Repeated;
import dev.berth.admin.operation.Answer;
import dev.berth.admin.operation.Call;
import dev.berth.admin.operation.Operation;
import dev.berth.admin.problem.Problem;
import dev.berth.admin.problem.Problem.Kind;
import dev.berth.admin.reference.Reference;
import dev.berth.admin.security.Bearer;
import dev.berth.admin.security.RoleNames;
import dev.berth.observe.NodeEvent.Administered;
import dev.berth.tenant.TenantId;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import io.vertx.ext.web.handler.CorsHandler;
import io.vertx.ext.web.handler.SecurityPolicyHandler;
import io.vertx.ext.web.openapi.router.OpenAPIRoute;
import io.vertx.ext.web.openapi.router.RouterBuilder;
import io.vertx.openapi.contract.OpenAPIContract;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/// The way of a request: who calls, may that role do it, what does the operation say.
final class Routes {

    static final String BASE = "/api/v1";

    /// The headers of an answer that a page of another origin may read.
    static final Set<String> READABLE = Set.of("ETag", "Location", "Retry-After", Repeated.REPLAYED);

    private static final String CALLER = "berth.caller";
    static final String LARGEST = "berth.body";
    private static final int UNANSWERED = 499; // what is told of a call whose client left before the answer

    private static final int CORS_SECONDS = 600;

    private final Vertx vertx;
    private final Bearer bearer;
    private final Witness witness;
    private final Rates rates;
    private final Repeated repeated;
    private final Calls calls;
    private final Answers answers;
    private final List<String> origins;
    private final Map<Integer, BodyHandler> bodies = new HashMap<>();
    private final LargeBodies large;
    private final Turns turns;
    private final Things things;

    /// @param turns of calls for one thing
    /// @param origins the origins whose pages may call; none for no CORS
    Routes(
            Vertx vertx,
            Bearer bearer,
            Witness witness,
            Rates rates,
            Repeated repeated,
            Calls calls,
            Answers answers,
            Turns turns,
            Things things,
            List<String> origins) {
        this.vertx = vertx;
        this.large = new LargeBodies(vertx);
        this.bearer = bearer;
        this.witness = witness;
        this.rates = rates;
        this.repeated = repeated;
        this.calls = calls;
        this.answers = answers;
        this.turns = turns;
        this.things = things;
        this.origins = List.copyOf(origins);
    }

    /// @param published the contract as its readers see it
    /// @param operations the action of each operation of the contract
    Router router(JsonObject published, OpenAPIContract checked, Map<String, Operation> operations) {
        var methods = new Methods(checked, published);
        RouterBuilder builder = RouterBuilder.create(vertx, checked)
                .rootHandler((SecurityPolicyHandler) request -> identify(request, checked, operations, methods))
                .rootHandler(request -> bodies(request).handle(request))
                .rootHandler(request -> {
                    large.arrived(request);
                    request.next();
                });
        for (OpenAPIRoute route : builder.getRoutes()) {
            Operation operation = operations.get(route.getOperation().getOperationId());
            if (operation != null) {
                route.setDoValidation(false) // the domain's own rules are finer, and name the value
                        .setDoSecurity(false) // done for all routes at once, before a body is read
                        .addHandler(request -> serve(request, route.getOperation(), operation));
            }
        }
        Router router = Router.router(vertx);
        if (!origins.isEmpty()) {
            router.route().handler(cors());
        }
        router.head(BASE + "/*").handler(methods::head);
        router.options(BASE + "/*").handler(methods::options);
        new Reference(vertx, published).addTo(router, methods::optionsOfReference);
        router.options("/metrics").handler(methods::optionsOfReference);
        router.get("/metrics")
                .method(HttpMethod.HEAD)
                .handler(request -> request.reroute(BASE + "/metrics")); // where collectors look
        router.route(BASE + "/*").subRouter(builder.createRouter());
        var refusals = new Refusals(methods);
        router.route().last().failureHandler(refusals::answer);
        for (int status : new int[] {400, 403, 404, 405, 406, 413, 415, 500}) {
            router.errorHandler(status, refusals::answer);
        }
        return router;
    }

    /// Reads no more of a body than the operation takes, of whatever length it says that it is.
    private BodyHandler bodies(RoutingContext request) {
        int most = Objects.requireNonNull(request.<Integer>get(LARGEST), LARGEST);
        return bodies.computeIfAbsent(most, limit -> BodyHandler.create(false).setBodyLimit(limit));
    }

    private CorsHandler cors() {
        return CorsHandler.create()
                .addOrigins(origins)
                .allowedMethods(
                        Set.of(HttpMethod.GET, HttpMethod.POST, HttpMethod.PUT, HttpMethod.PATCH, HttpMethod.DELETE))
                .allowedHeaders(Set.of(
                        "Authorization", "Content-Type", "If-Match", "If-None-Match", Repeated.KEY, "Last-Event-ID"))
                .exposedHeaders(READABLE)
                .maxAgeSeconds(CORS_SECONDS);
    }

    private void identify(
            RoutingContext request, OpenAPIContract checked, Map<String, Operation> operations, Methods methods) {
        request.request().pause();
        var contracted = checked.findOperation(
                request.normalizedPath(), request.request().method());
        Optional<Operation> known =
                Optional.ofNullable(contracted).map(found -> operations.get(found.getOperationId()));
        Future.succeededFuture()
                .compose(_ -> {
                    known.ifPresent(operation -> BodySizes.require(request, operation));
                    return caller(request, known);
                })
                .recover(cause -> {
                    rates.admit(request.request().remoteAddress().hostAddress());
                    return Future.failedFuture(cause);
                })
                .map(caller -> {
                    rates.admit(counted(caller));
                    known.ifPresent(operation -> {
                        admit(request, caller, operation);
                        Accepted.require(request.request(), methods.types(operation.id()));
                    });
                    return caller;
                })
                .onComplete(
                        caller -> {
                            request.put(CALLER, caller);
                            request.put(
                                    LARGEST, known.map(Operation::largestBody).orElse(Operation.SMALL_BODY));
                            request.request().resume();
                            request.next();
                        },
                        cause -> {
                            strange(request, cause);
                            request.request().resume();
                            request.fail(cause);
                        });
    }

    /// As whom calls are counted: a tenant has no more of them for having many tokens.
    private static String counted(Administrator caller) {
        return caller.tenant()
                .map(tenant -> "tenant " + tenant)
                .orElseGet(() -> caller.proof().kind() == Proof.Kind.NOTHING
                        ? caller.name()
                        : caller.proof().text());
    }

    /// Before any of the body is read.
    private void admit(RoutingContext request, Administrator caller, Operation operation) {
        try {
            requirePermitted(operation, caller);
        } catch (Problem refused) {
            witness.tell(called(request, caller.name(), operation.id(), refused), caller.tenant());
            throw refused;
        }
        large.admit(request, caller, operation);
    }

    /// Somebody came with a token that is none, or with none.
    private void strange(RoutingContext request, Throwable cause) {
        if (cause instanceof Problem problem && problem.kind() == Kind.UNAUTHORIZED) {
            witness.tell(called(request, "", Administered.UNKNOWN, problem));
        }
    }

    private static Administered called(RoutingContext request, String caller, String operation, Problem problem) {
        return new Administered(
                caller,
                request.request().remoteAddress().hostAddress(),
                operation,
                request.normalizedPath(),
                problem.kind().status(),
                Duration.ZERO);
    }

    private Future<Administrator> caller(RoutingContext request, Optional<Operation> operation) {
        return operation.filter(Operation::open).isPresent()
                ? Future.succeededFuture(Administrator.stranger(
                        request.request().remoteAddress().hostAddress(),
                        operation.get().names()))
                : bearer.caller(request.request());
    }

    private void serve(RoutingContext request, io.vertx.openapi.contract.Operation contracted, Operation operation) {
        Administrator caller = Objects.requireNonNull(request.get(CALLER), CALLER);
        long begun = System.nanoTime();
        String thing = things.of(request, contracted);
        Future<Optional<TenantId>> owner = tenant(called(request, caller, operation, begun), request, caller);
        request.addEndHandler(_ -> {
            Administered done = called(request, caller, operation, begun);
            owner.onComplete(found -> witness.tell(done.of(found)), _ -> witness.tell(done));
        });
        owner.compose(_ -> {
                    requirePermitted(operation, caller);
                    Call call = calls.of(request, contracted, thing, caller);
                    return operation.inTurn()
                            ? turns.take(thing, () -> run(request, operation, call))
                            : run(request, operation, call);
                })
                .onComplete(
                        answer -> answers.send(
                                request,
                                Optional.ofNullable(answer.headers().get("Location"))
                                        .map(things::at)
                                        .orElse(thing),
                                answer),
                        request::fail);
    }

    /// Looked for before the call, which may remove it; what only reads is not told of.
    private Future<Optional<TenantId>> tenant(Administered call, RoutingContext request, Administrator caller) {
        return request.request().method().equals(HttpMethod.GET)
                ? Future.succeededFuture(Optional.empty())
                : witness.tenant(call, caller.tenant());
    }

    private static Administered called(RoutingContext request, Administrator caller, Operation operation, long begun) {
        return new Administered(
                caller.name(),
                request.request().remoteAddress().hostAddress(),
                operation.id(),
                request.normalizedPath(),
                request.response().headWritten() ? request.response().getStatusCode() : UNANSWERED,
                Duration.ofNanos(System.nanoTime() - begun));
    }

    private Future<Answer> run(RoutingContext request, Operation operation, Call call) {
        Buffer body = request.body().buffer() == null
                ? Buffer.buffer()
                : request.body().buffer();
        BodySizes.require(body.length(), operation);
        if (!request.request().method().equals(HttpMethod.POST) || operation.open()) {
            return operation.action().run(call);
        }
        return repeated.once(
                call.caller(),
                Optional.ofNullable(request.request().getHeader(Repeated.KEY)),
                request.request().uri(),
                body,
                () -> operation.action().run(call));
    }

    private static void requirePermitted(Operation operation, Administrator caller) {
        if (!caller.may(operation.names(), operation.roles())) {
            throw Problem.of(
                    Kind.FORBIDDEN,
                    operation.roles().contains(caller.role())
                            ? "This token is limited to other operations than " + operation.id()
                            : "The role " + RoleNames.of(caller.role()) + " may not call " + operation.id());
        }
    }
}
