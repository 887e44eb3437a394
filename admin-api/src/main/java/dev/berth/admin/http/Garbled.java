package dev.berth.admin.http;

import dev.berth.admin.problem.Problem;
import dev.berth.admin.problem.Problem.Kind;
import dev.berth.admin.problem.ProblemAnswer;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;

/// Answers what is no request of HTTP; Vert.x closes the connection then.
final class Garbled {

    private Garbled() {}

    static void answer(HttpServerRequest request) {
        Problem problem = switch (request.decoderResult().cause()) {
            case TooLongHttpLineException _ ->
                Problem.of(Kind.LONG_TARGET, "The first line of a request has at most 8 KiB");
            case TooLongHttpHeaderException _ ->
                Problem.of(Kind.LONG_HEADERS, "The headers of a request have at most 16 KiB");
            case null, default -> Problem.of(Kind.MALFORMED, "The request is not what HTTP says");
        };
        ProblemAnswer.send(request.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE), problem);
    }
}
