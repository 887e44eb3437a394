package dev.berth.admin.http;

import dev.berth.admin.problem.ProblemAnswer;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/// The first that sees the requests of a listener: those that can be read in two ways come no further.
public final class Entrance {

    private static final int LONGEST_HEADERS = 16 * 1024;
    private static final int LONGEST_LINE = 8 * 1024;
    private static final int NO_CONTENT = 204;

    /// A body in chunks, and its answer, may take so long.
    private static final Duration LONGEST_BODY = Duration.ofMinutes(15);

    private final Handler<HttpServerRequest> inside;
    private final Origins origins;
    private final Connections connections;

    private Entrance(Handler<HttpServerRequest> inside, Origins origins, Connections connections) {
        this.inside = inside;
        this.origins = origins;
        this.connections = connections;
    }

    /// What all listeners are alike in. Without TLS they speak HTTP/1 only.
    public static HttpServerOptions options() {
        return new HttpServerOptions()
                .setMaxHeaderSize(LONGEST_HEADERS)
                .setMaxInitialLineLength(LONGEST_LINE)
                .setHttp2ClearTextEnabled(false);
    }

    /// Puts an entrance before what answers the requests.
    ///
    /// @param origins whose pages may read how they are refused here
    public static HttpServer before(
            Vertx vertx, HttpServer server, Handler<HttpServerRequest> inside, Origins origins) {
        return before(server, inside, origins, new Connections(vertx, Connections.Limits.USUAL));
    }

    static HttpServer before(
            HttpServer server, Handler<HttpServerRequest> inside, Origins origins, Connections connections) {
        var entrance = new Entrance(inside, origins, connections);
        return server.connectionHandler(connections::opened)
                .requestHandler(entrance::admit)
                .invalidRequestHandler(entrance::garbled);
    }

    private void admit(HttpServerRequest request) {
        if (!connections.admits(request)) {
            return;
        }
        if (request.headers().contains(HttpHeaders.TRANSFER_ENCODING)) {
            endAfter(request); // whether a Content-Length came beside it cannot be seen: Netty takes it away
        }
        if (isOfServer(request)) {
            request.response()
                    .setStatusCode(NO_CONTENT)
                    .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
                    .end()
                    .onComplete(_ -> {}, _ -> {});
            return;
        }
        Head.fault(request)
                .ifPresentOrElse(
                        fault -> {
                            if (fault.ends()) {
                                endAfter(request);
                            }
                            origins.open(request);
                            ProblemAnswer.send(request.response(), fault.problem());
                        },
                        () -> inside.handle(request));
    }

    private void garbled(HttpServerRequest request) {
        if (connections.admits(request)) {
            origins.open(request);
            Garbled.answer(request);
        }
    }

    /// Whether it asks for nothing but what the server as a whole can do (RFC 9110 §9.3.7), which serves to try it.
    private static boolean isOfServer(HttpServerRequest request) {
        return request.method().equals(HttpMethod.OPTIONS)
                && "*".equals(request.uri())
                && !request.headers().contains(HttpHeaders.TRANSFER_ENCODING);
    }

    /// The answer is the last one: whoever was between may have seen another request in what follows.
    private void endAfter(HttpServerRequest request) {
        HttpConnection connection = request.connection();
        connections.end(connection);
        request.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
        connection.shutdown(LONGEST_BODY.toSeconds(), TimeUnit.SECONDS).onComplete(_ -> {}, _ -> {});
    }
}
