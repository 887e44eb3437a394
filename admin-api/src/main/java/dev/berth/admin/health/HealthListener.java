package dev.berth.admin.health;

import dev.berth.config.AdminConfig;
import dev.berth.endpoint.Directory;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/// `/health/live`: an event loop answers. `/health/ready`: the directory answers, too, so that logins can be
/// decided.
public final class HealthListener extends VerticleBase {

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(2);
    private static final int IDLE_SECONDS = 60;

    private final AdminConfig config;
    private final Directory directory;
    private volatile int port;

    public HealthListener(AdminConfig config, Directory directory) {
        this.config = config;
        this.directory = directory;
    }

    /// Opens nothing if no port is configured; fails with [CannotListen] if it is taken.
    @Override
    public Future<?> start() {
        return config.healthPort().isPresent() ? listen(config.healthPort().get()) : Future.succeededFuture();
    }

    /// The port that it listens on; 0 for none.
    public int port() {
        return port;
    }

    /// Why health is not told, in a sentence for the operator.
    public static final class CannotListen extends RuntimeException {
        private static final long serialVersionUID = 1L;

        CannotListen(String bind, int wanted, Throwable cause) {
            super(
                    "cannot listen on " + bind + " port " + wanted
                            + " for health: another program has it, or the address is not this machine's"
                            + " (admin.healthBind, admin.healthPort)",
                    cause,
                    false,
                    false);
        }
    }

    private Future<HttpServer> listen(int wanted) {
        var options = new HttpServerOptions()
                .setHost(config.healthBind())
                .setPort(wanted)
                .setIdleTimeout(IDLE_SECONDS)
                .setIdleTimeoutUnit(TimeUnit.SECONDS);
        return vertx.createHttpServer(options)
                .requestHandler(this::answer)
                .listen()
                .recover(cause -> Future.failedFuture(new CannotListen(config.healthBind(), wanted, cause)))
                .onSuccess(server -> port = server.actualPort());
    }

    private void answer(HttpServerRequest request) {
        boolean reads =
                request.method().equals(HttpMethod.GET) || request.method().equals(HttpMethod.HEAD);
        switch (reads ? String.valueOf(request.path()) : "") {
            case "/health/live" -> tell(request, 200, "up");
            case "/health/ready" ->
                directory
                        .revision()
                        .timeout(LONGEST_WAIT.toMillis(), TimeUnit.MILLISECONDS)
                        .onComplete(
                                _ -> tell(request, 200, "ready"),
                                _ -> tell(request, 503, "the database does not answer"));
            default -> tell(request, reads ? 404 : 405, "there is nothing else here");
        }
    }

    private static void tell(HttpServerRequest request, int status, String word) {
        HttpServerResponse response = request.response();
        response.setStatusCode(status)
                .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
                .end(new JsonObject().put("status", word).toBuffer())
                .onComplete(_ -> {}, _ -> {});
    }
}
