package dev.berth.admin.http;

import dev.berth.admin.problem.Problem;
import dev.berth.admin.problem.Problem.Kind;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/// The head of a request: of what can be there once only there is one, and where the body ends is said in one way.
final class Head {

    /// What is wrong with one, and whether nobody knows where the next request begins.
    record Fault(Problem problem, boolean ends) {}

    private static final List<String> ONCE = List.of(
            "Host",
            "Authorization",
            "Content-Type",
            "Content-Encoding",
            "Content-Length",
            "Transfer-Encoding",
            "Expect",
            "If-Match",
            "If-Unmodified-Since",
            "Idempotency-Key",
            "Last-Event-ID");

    private Head() {}

    /// What is wrong with the head of a request; empty for nothing.
    static Optional<Fault> fault(HttpServerRequest request) {
        return framing(request)
                .map(detail -> new Fault(Problem.of(Kind.MALFORMED, detail), true))
                .or(() -> target(request)
                        .or(() -> host(request))
                        .or(() -> repeated(request.headers()))
                        .map(detail -> new Fault(Problem.of(Kind.MALFORMED, detail), false)))
                .or(() -> unknown(request.headers()).map(problem -> new Fault(problem, false)));
    }

    /// RFC 9112 §6.1: where a body ends must not be a matter of opinion.
    private static Optional<String> framing(HttpServerRequest request) {
        List<String> codings = request.headers().getAll(HttpHeaders.TRANSFER_ENCODING);
        if (codings.isEmpty()) {
            return Optional.empty();
        }
        if (request.headers().contains(HttpHeaders.CONTENT_LENGTH)) {
            return Optional.of("A body has a Content-Length or a Transfer-Encoding, not both");
        }
        return request.version() == HttpVersion.HTTP_1_1
                        && codings.size() == 1
                        && codings.getFirst().equalsIgnoreCase("chunked")
                ? Optional.empty()
                : Optional.of("The only Transfer-Encoding is chunked, once, with HTTP/1.1");
    }

    private static Optional<String> target(HttpServerRequest request) {
        return Target.faultOfPath(Objects.requireNonNullElse(request.path(), ""))
                .or(() -> Optional.ofNullable(request.query()).flatMap(Target::faultOfQuery));
    }

    private static Optional<String> host(HttpServerRequest request) {
        return request.version() == HttpVersion.HTTP_1_1 && request.authority() == null
                ? Optional.of("A request has a Host, a name or an address with or without a port")
                : Optional.empty();
    }

    private static Optional<String> repeated(MultiMap headers) {
        return ONCE.stream()
                .filter(name -> headers.getAll(name).size() > 1)
                .map(name -> name + " is given once")
                .findFirst();
    }

    private static Optional<Problem> unknown(MultiMap headers) {
        String coding = headers.get(HttpHeaders.CONTENT_ENCODING);
        if (coding != null && !coding.equalsIgnoreCase("identity")) {
            return Optional.of(Problem.of(Kind.UNSUPPORTED, "Send the body without a Content-Encoding"));
        }
        String expected = headers.get("Expect");
        return expected == null || expected.equalsIgnoreCase("100-continue")
                ? Optional.empty()
                : Optional.of(Problem.of(Kind.EXPECTATION, "The only Expect is 100-continue"));
    }
}
