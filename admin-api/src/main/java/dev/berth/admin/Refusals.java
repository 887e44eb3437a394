package dev.berth.admin;

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
            case null -> byStatus(request.statusCode());
            case Throwable cause when request.statusCode() == Kind.INTERNAL.status() -> Causes.problem(cause);
            default -> byStatus(request.statusCode());
        };
    }

    /// What the router found out by itself.
    private static Problem byStatus(int status) {
        return switch (status) {
            case 400 -> Problem.of(Kind.MALFORMED, "The request is not what HTTP says");
            case 404 -> Problem.of(Kind.NOT_FOUND, "The API has no such path");
            case 405 -> Problem.of(Kind.METHOD_NOT_ALLOWED, "The header Allow names the methods of this path");
            case 413 -> Problem.of(Kind.TOO_LARGE, "A body has at most 1 MiB, a bulk or a state 32 MiB");
            case 406, 415 -> Problem.of(Kind.UNSUPPORTED, "Send Content-Type: application/json");
            default -> Problem.of(Kind.INTERNAL, "The log says more");
        };
    }
}
