package dev.berth.admin;

import dev.berth.account.Administrator;
import dev.berth.admin.operation.Answer;
import dev.berth.admin.operation.Operation;
import dev.berth.admin.problem.Problem;
import dev.berth.admin.problem.Problem.Kind;
import dev.berth.admin.security.Bearer;
import dev.berth.admin.security.RoleNames;
import dev.berth.observe.Event;
import dev.berth.observe.Events;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import io.vertx.ext.web.handler.SecurityPolicyHandler;
import io.vertx.ext.web.openapi.router.OpenAPIRoute;
import io.vertx.ext.web.openapi.router.RouterBuilder;
import io.vertx.openapi.contract.OpenAPIContract;
import java.util.Map;
import java.util.Objects;

/// The way of a request: who calls, may that role do it, what does the operation say.
final class Routes {

    private static final long LARGEST_BODY = 1024 * 1024;
    private static final String BASE = "/api/v1";
    private static final String CALLER = "berth.caller";

    private final Vertx vertx;
    private final Bearer bearer;
    private final Events events;

    Routes(Vertx vertx, Bearer bearer, Events events) {
        this.vertx = vertx;
        this.bearer = bearer;
        this.events = events;
    }

    /// @param operations the action of each operation of the contract
    Router router(OpenAPIContract checked, Map<String, Operation> operations) {
        RouterBuilder builder = RouterBuilder.create(vertx, checked)
                .rootHandler((SecurityPolicyHandler) request -> identify(request))
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
        router.get("/metrics").handler(request -> request.reroute(BASE + "/metrics")); // where collectors look
        router.route(BASE + "/*").subRouter(builder.createRouter());
        var refusals = new Refusals(checked);
        router.route().last().failureHandler(refusals::answer);
        for (int status : new int[] {400, 404, 405, 406, 413, 415, 500}) {
            router.errorHandler(status, refusals::answer);
        }
        return router;
    }

    private void identify(RoutingContext request) {
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
        request.addEndHandler(_ -> events.publish(new Event.Administered(
                caller.name(),
                operation.id(),
                request.normalizedPath(),
                request.response().getStatusCode())));
        Future.succeededFuture(operation)
                .map(known -> permitted(known, caller))
                .map(_ -> Calls.of(request, contracted, caller))
                .compose(operation.action()::run)
                .onComplete(answer -> answer(request, answer), request::fail);
    }

    private static Operation permitted(Operation operation, Administrator caller) {
        if (!caller.may(operation.id(), operation.roles())) {
            throw Problem.of(
                    Kind.FORBIDDEN,
                    operation.roles().contains(caller.role())
                            ? "This token is limited to other operations than " + operation.id()
                            : "The role " + RoleNames.of(caller.role()) + " may not call " + operation.id());
        }
        return operation;
    }

    private static void answer(RoutingContext request, Answer answer) {
        HttpServerResponse response = request.response();
        response.setStatusCode(answer.status()).putHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        answer.headers()
                .forEach((name, value) -> response.putHeader(name, name.equals("Location") ? BASE + value : value));
        answer.body().map(body -> send(response, body)).orElseGet(response::end).onComplete(_ -> {}, _ -> {});
    }

    private static Future<Void> send(HttpServerResponse response, Answer.Body body) {
        return switch (body) {
            case Answer.Body.Json json ->
                response.putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
                        .end(json.object().toBuffer());
            case Answer.Body.Content content ->
                response.putHeader(HttpHeaders.CONTENT_TYPE, content.type()).end(content.octets());
        };
    }
}
