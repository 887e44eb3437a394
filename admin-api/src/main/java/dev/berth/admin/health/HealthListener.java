package dev.berth.admin.health;

import dev.berth.admin.http.Entrance;
import dev.berth.admin.http.Origins;
import dev.berth.config.AdminConfig;
import dev.berth.endpoint.Directory;
import dev.berth.observe.Exposition;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/// `/health/live`: every event loop has answered within two seconds. `/health/ready`: the node is not being drained
/// and the directory answers, too, so that logins can be decided. `/metrics`, if `admin.healthMetrics` says so.
public final class HealthListener extends VerticleBase {

    private static final Duration LONGEST_WAIT = Duration.ofSeconds(2);
    private static final int IDLE_SECONDS = 60;

    private final AdminConfig config;
    private final Directory directory;
    private final Supplier<Duration> silence;
    private final BooleanSupplier draining;
    private final Exposition metrics;
    private volatile int port;

    /// @param silence how long ago the event loop answered that has been silent the longest
    /// @param draining whether the node was taken out of service
    public HealthListener(
            AdminConfig config,
            Directory directory,
            Supplier<Duration> silence,
            BooleanSupplier draining,
            Exposition metrics) {
        this.config = config;
        this.directory = directory;
        this.silence = silence;
        this.draining = draining;
        this.metrics = metrics;
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
        HttpServerOptions options = Entrance.options()
                .setHost(config.healthBind())
                .setPort(wanted)
                .setIdleTimeout(IDLE_SECONDS)
                .setIdleTimeoutUnit(TimeUnit.SECONDS);
        return Entrance.before(vertx, vertx.createHttpServer(options), this::answer, Origins.NONE)
                .listen()
                .recover(cause -> Future.failedFuture(new CannotListen(config.healthBind(), wanted, cause)))
                .onSuccess(server -> port = server.actualPort());
    }

    private void answer(HttpServerRequest request) {
        boolean reads =
                request.method().equals(HttpMethod.GET) || request.method().equals(HttpMethod.HEAD);
        switch (reads ? String.valueOf(request.path()) : "") {
            case "/health/live" -> live(request);
            case "/health/ready" -> ready(request);
            case "/metrics" -> measured(request);
            default -> nothing(request, reads ? 404 : 405);
        }
    }

    private static void nothing(HttpServerRequest request, int status) {
        tell(request, status, "there is nothing else here");
    }

    private boolean isLive() {
        return silence.get().compareTo(LONGEST_WAIT) < 0;
    }

    private void live(HttpServerRequest request) {
        if (isLive()) {
            tell(request, 200, "up");
        } else {
            tell(request, 503, "an event loop does not answer");
        }
    }

    private void ready(HttpServerRequest request) {
        if (!isLive()) {
            live(request);
            return;
        }
        if (draining.getAsBoolean()) {
            tell(request, 503, "draining");
            return;
        }
        directory
                .revision()
                .timeout(LONGEST_WAIT.toMillis(), TimeUnit.MILLISECONDS)
                .onComplete(_ -> tell(request, 200, "ready"), _ -> tell(request, 503, "the database does not answer"));
    }

    private void measured(HttpServerRequest request) {
        if (!config.healthMetrics()) {
            nothing(request, 404);
            return;
        }
        vertx.executeBlocking(metrics.text()::get, false)
                .map(Objects::requireNonNull)
                .compose(text -> request.response()
                        .putHeader(HttpHeaders.CONTENT_TYPE, metrics.type())
                        .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
                        .end(text))
                .onComplete(_ -> {}, _ -> request.connection().close().onComplete(_ -> {}, _ -> {}));
    }

    private static void tell(HttpServerRequest request, int status, String word) {
        HttpServerResponse response = request.response();
        Buffer body = new JsonObject().put("status", word).toBuffer();
        response.setStatusCode(status)
                .putHeader(HttpHeaders.CONTENT_LENGTH, String.valueOf(body.length()))
                .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
                .end(body)
                .onComplete(_ -> {}, _ -> {});
    }
}
