package dev.berth.admin.problem;

import dev.berth.admin.problem.Problem.Kind;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;

/// A problem as the answer to a request (RFC 9457 §3), whatever the client accepts.
public final class ProblemAnswer {

    private ProblemAnswer() {}

    /// Sends it, with the headers that go with it.
    public static void send(HttpServerResponse response, Problem problem) {
        if (problem.kind() == Kind.UNAUTHORIZED) {
            response.putHeader("WWW-Authenticate", "Bearer");
        }
        Object wait = problem.toJson().getValue("retryAfter", problem.kind() == Kind.TOO_MANY ? 1 : null);
        if (wait != null) {
            response.putHeader(HttpHeaders.RETRY_AFTER, String.valueOf(wait));
        }
        Buffer body = problem.toJson().toBuffer();
        response.setStatusCode(problem.kind().status())
                .putHeader(HttpHeaders.CONTENT_TYPE, "application/problem+json")
                .putHeader(HttpHeaders.CONTENT_LENGTH, String.valueOf(body.length()))
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
                .end(body)
                .onComplete(_ -> {}, _ -> {});
    }
}
