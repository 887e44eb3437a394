package dev.berth.admin;

import dev.berth.admin.operation.Operation;
import dev.berth.admin.problem.Causes;
import dev.berth.admin.problem.Problem;
import dev.berth.admin.problem.Problem.Kind;
import dev.berth.admin.problem.ProblemAnswer;
import dev.berth.tenant.DirectoryRefused;
import dev.berth.tenant.DirectoryUnavailable;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;

/// The one place where a failure becomes an HTTP answer.
final class Refusals {

    private final Methods methods;

    Refusals(Methods methods) {
        this.methods = methods;
    }

    /// Answers a request that failed.
    void answer(RoutingContext request) {
        Problem problem = problem(request);
        HttpServerResponse response = request.response();
        if (response.headWritten()) {
            return;
        }
        if (problem.kind() == Kind.METHOD_NOT_ALLOWED) {
            response.putHeader(HttpHeaders.ALLOW, methods.allowed(request));
        }
        ProblemAnswer.send(response, problem);
    }

    private static Problem problem(RoutingContext request) {
        return switch (request.failure()) {
            case Problem known -> known;
            case DirectoryRefused refused -> Causes.problem(refused);
            case DirectoryUnavailable unavailable -> Causes.problem(unavailable);
            case null -> byStatus(request);
            case Throwable cause when request.statusCode() == Kind.INTERNAL.status() -> Causes.problem(cause);
            default -> byStatus(request);
        };
    }

    /// What the router found out by itself.
    private static Problem byStatus(RoutingContext request) {
        return switch (request.statusCode()) {
            case 400 -> Problem.of(Kind.MALFORMED, "The request is not what HTTP says");
            case 403 -> Problem.of(Kind.FORBIDDEN, "Pages of this origin may not call the API (admin.origins)");
            case 404 -> Problem.of(Kind.NOT_FOUND, "The API has no such path");
            case 405 -> Problem.of(Kind.METHOD_NOT_ALLOWED, "The header Allow names the methods of this path");
            case 413 ->
                Problem.of(
                        Kind.TOO_LARGE,
                        "A body has at most " + request.<Object>get(Routes.LARGEST, Operation.SMALL_BODY)
                                + " octets here");
            case 406, 415 -> Problem.of(Kind.UNSUPPORTED, "Send Content-Type: application/json");
            default -> Problem.of(Kind.INTERNAL, "The log says more");
        };
    }
}
