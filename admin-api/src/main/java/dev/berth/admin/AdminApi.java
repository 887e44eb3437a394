package dev.berth.admin;

import dev.berth.account.Accounts;
import dev.berth.account.Administrator;
import dev.berth.account.ApiTokens;
import dev.berth.admin.accounts.AccountOperations;
import dev.berth.admin.change.Changes;
import dev.berth.admin.endpoints.EndpointOperations;
import dev.berth.admin.operation.Answer;
import dev.berth.admin.operation.Operation;
import dev.berth.admin.problem.Problem;
import dev.berth.admin.problem.Problem.Kind;
import dev.berth.admin.security.Bearer;
import dev.berth.admin.tenants.TenantOperations;
import dev.berth.config.AdminConfig;
import dev.berth.endpoint.Directory;
import dev.berth.observe.Event;
import dev.berth.observe.Events;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import io.vertx.ext.web.handler.SecurityPolicyHandler;
import io.vertx.ext.web.openapi.router.OpenAPIRoute;
import io.vertx.ext.web.openapi.router.RouterBuilder;
import io.vertx.openapi.contract.OpenAPIContract;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The admin API: serves the operations of `openapi.yaml`, and no others.
public final class AdminApi extends VerticleBase {

    private static final long LARGEST_BODY = 1024 * 1024;
    private static final int IDLE_SECONDS = 60;
    private static final String BASE = "/api/v1";
    private static final String CALLER = "berth.caller";

    private final AdminConfig config;
    private final String node;
    private final Adapters adapters;
    private volatile int port;

    /// What the API works on.
    ///
    /// @param directory tenants and endpoints
    /// @param accounts their accounts
    /// @param tokens who may call
    /// @param events told of each call
    public record Adapters(Directory directory, Accounts accounts, ApiTokens tokens, Events events) {}

    /// @param node this node's id
    public AdminApi(AdminConfig config, String node, Adapters adapters) {
        this.config = config;
        this.node = node;
        this.adapters = adapters;
    }

    /// Fails with [CannotListen] if the port is taken.
    @Override
    public Future<?> start() {
        var changes = new Changes(vertx, node);
        changes.listen();
        Map<String, Operation> operations = operations(changes);
        return vertx.executeBlocking(Contract::read, false)
                .compose(contract -> OpenAPIContract.from(vertx, Contract.forRoutes(Objects.requireNonNull(contract))))
                .map(checked -> router(checked, operations))
                .compose(this::listen)
                .onSuccess(server -> port = server.actualPort());
    }

    /// The port that it listens on.
    public int port() {
        return port;
    }

    /// Why the API is not served, in a sentence for the operator.
    public static final class CannotListen extends RuntimeException {
        private static final long serialVersionUID = 1L;

        CannotListen(AdminConfig config, Throwable cause) {
            super(
                    "cannot listen on " + config.bind() + " port " + config.port()
                            + " for the admin API: another program has it, or the address is not this machine's"
                            + " (admin.bind, admin.port)",
                    cause,
                    false,
                    false);
        }
    }

    private Map<String, Operation> operations(Changes changes) {
        return Stream.of(
                        new TenantOperations(adapters.directory(), changes).all(),
                        new AccountOperations(adapters.directory(), adapters.accounts()).all(),
                        new EndpointOperations(adapters.directory(), changes).all())
                .flatMap(List::stream)
                .collect(Collectors.toMap(Operation::id, Function.identity()));
    }

    /// An operation without its action, or the other way round, is a fault of the program.
    private Router router(OpenAPIContract checked, Map<String, Operation> operations) {
        Set<String> known = checked.operations().stream()
                .map(io.vertx.openapi.contract.Operation::getOperationId)
                .collect(Collectors.toSet());
        if (!known.equals(operations.keySet())) {
            throw new IllegalStateException(
                    "the contract has the operations " + known + ", the program has " + operations.keySet());
        }
        var bearer = new Bearer(adapters.tokens());
        RouterBuilder builder = RouterBuilder.create(vertx, checked)
                .rootHandler((SecurityPolicyHandler) request -> identify(bearer, request))
                .rootHandler(BodyHandler.create(false).setBodyLimit(LARGEST_BODY));
        for (OpenAPIRoute route : builder.getRoutes()) {
            Operation operation = operations.get(route.getOperation().getOperationId());
            if (operation != null) {
                route.setDoValidation(false) // the domain's own rules are finer, and name the value
                        .setDoSecurity(false) // done for all routes at once, before a body is read
                        .addHandler(request -> serve(request, route.getOperation(), operation));
            }
        }
        Router router = Router.router(vertx);
        router.route(BASE + "/*").subRouter(builder.createRouter());
        var refusals = new Refusals(checked);
        router.route().last().failureHandler(refusals::answer);
        for (int status : new int[] {400, 404, 405, 406, 413, 415, 500}) {
            router.errorHandler(status, refusals::answer);
        }
        return router;
    }

    private static void identify(Bearer bearer, RoutingContext request) {
        request.request().pause();
        bearer.caller(request.request())
                .onComplete(
                        caller -> {
                            request.put(CALLER, caller);
                            request.request().resume();
                            request.next();
                        },
                        cause -> {
                            request.request().resume();
                            request.fail(cause);
                        });
    }

    private void serve(RoutingContext request, io.vertx.openapi.contract.Operation contracted, Operation operation) {
        Administrator caller = Objects.requireNonNull(request.get(CALLER), CALLER);
        Future.succeededFuture(operation)
                .map(known -> permitted(known, caller))
                .map(_ -> Calls.of(request, contracted, caller))
                .compose(operation.action()::run)
                .onComplete(answer -> answer(request, answer), request::fail);
        request.addEndHandler(_ -> adapters.events()
                .publish(new Event.Administered(
                        caller.name(),
                        operation.id(),
                        request.normalizedPath(),
                        request.response().getStatusCode())));
    }

    private static Operation permitted(Operation operation, Administrator caller) {
        if (!operation.roles().contains(caller.role())) {
            throw Problem.of(Kind.FORBIDDEN, "The role " + caller.role() + " may not call " + operation.id());
        }
        return operation;
    }

    private static void answer(RoutingContext request, Answer answer) {
        answer.location().ifPresent(path -> request.response().putHeader(HttpHeaders.LOCATION, BASE + path));
        request.response()
                .setStatusCode(answer.status())
                .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
                .end(answer.body().toBuffer())
                .onComplete(_ -> {}, _ -> {});
    }

    private Future<HttpServer> listen(Router router) {
        var options = new HttpServerOptions()
                .setHost(config.bind())
                .setPort(config.port())
                .setIdleTimeout(IDLE_SECONDS)
                .setIdleTimeoutUnit(TimeUnit.SECONDS);
        return vertx.createHttpServer(options)
                .requestHandler(router)
                .listen()
                .recover(cause -> Future.failedFuture(new CannotListen(config, cause)));
    }
}
