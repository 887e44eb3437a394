package dev.berth.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.berth.admin.health.HealthListener;
import dev.berth.config.AdminConfig;
import dev.berth.config.BerthConfig;
import dev.berth.config.Machine;
import dev.berth.config.Settings;
import dev.berth.endpoint.Directory;
import dev.berth.observe.Exposition;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// The health listener tells the truth, and nothing else.
class HealthTest {

    @RegisterExtension
    static final ApiUnderTest node = new ApiUnderTest();

    @Test
    void it_lives_and_is_ready_and_serves_nothing_else() throws IOException, InterruptedException {
        var health = listener(config(0, false), Duration.ZERO);
        ApiUnderTest.await(node.vertx().deployVerticle(health));
        assertThat(status(health.port(), "/health/live")).isEqualTo(200);
        assertThat(status(health.port(), "/health/ready")).isEqualTo(200);
        assertThat(status(health.port(), "/api/v1/tenants")).isEqualTo(404);
        assertThat(status(health.port(), "/metrics")).isEqualTo(404);
        assertThat(status(health.port(), "/")).isEqualTo(404);
    }

    @Test
    void a_loop_that_is_silent_is_neither_live_nor_ready() throws IOException, InterruptedException {
        var health = listener(config(0, false), Duration.ofSeconds(3));
        ApiUnderTest.await(node.vertx().deployVerticle(health));
        assertThat(status(health.port(), "/health/live")).isEqualTo(503);
        assertThat(status(health.port(), "/health/ready")).isEqualTo(503);
    }

    @Test
    void a_node_that_is_drained_lives_and_is_not_ready() throws IOException, InterruptedException {
        var health = listener(config(0, false), Duration.ZERO, true);
        ApiUnderTest.await(node.vertx().deployVerticle(health));
        assertThat(status(health.port(), "/health/live")).isEqualTo(200);
        assertThat(get(health.port(), "/health/ready").body()).contains("draining");
        assertThat(status(health.port(), "/health/ready")).isEqualTo(503);
    }

    @Test
    void it_is_not_ready_as_long_as_the_database_does_not_answer() throws IOException, InterruptedException {
        var answer = new AtomicReference<Future<Long>>(Future.failedFuture("down"));
        var directory = (Directory) Proxy.newProxyInstance(
                Directory.class.getClassLoader(), new Class<?>[] {Directory.class}, (_, _, _) -> answer.get());
        var health = new HealthListener(
                config(0, false), directory, () -> Duration.ZERO, () -> false, new Exposition("text/plain", () -> ""));
        ApiUnderTest.await(node.vertx().deployVerticle(health));
        assertThat(get(health.port(), "/health/ready").body()).contains("the database does not answer");
        assertThat(status(health.port(), "/health/ready")).isEqualTo(503);
        assertThat(status(health.port(), "/health/live")).isEqualTo(200);
        answer.set(Promise.<Long>promise().future()); // it hangs
        assertThat(status(health.port(), "/health/ready")).isEqualTo(503);
        answer.set(Future.succeededFuture(7L));
        assertThat(status(health.port(), "/health/ready")).isEqualTo(200);
    }

    @Test
    void meters_are_told_in_clear_if_the_operator_says_so() throws IOException, InterruptedException {
        var health = listener(config(0, true), Duration.ZERO);
        ApiUnderTest.await(node.vertx().deployVerticle(health));
        HttpResponse<String> answer = get(health.port(), "/metrics");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("berth_under_test 1\n");
    }

    @Test
    void a_taken_port_is_named() throws IOException {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var health = listener(config(taken.getLocalPort(), false), Duration.ZERO);
            assertThatThrownBy(() -> ApiUnderTest.await(node.vertx().deployVerticle(health)))
                    .isInstanceOf(HealthListener.CannotListen.class)
                    .hasMessageContaining(String.valueOf(taken.getLocalPort()));
        }
    }

    private static HealthListener listener(AdminConfig config, Duration silence) {
        return listener(config, silence, false);
    }

    private static HealthListener listener(AdminConfig config, Duration silence, boolean draining) {
        return new HealthListener(
                config,
                node.directory(),
                () -> silence,
                () -> draining,
                new Exposition("text/plain", () -> "berth_under_test 1\n"));
    }

    private static AdminConfig config(int port, boolean metrics) {
        JsonObject settings = Settings.defaults(new Machine("under-test", false));
        Settings.put(settings, "admin.healthPort", port);
        Settings.put(settings, "admin.healthMetrics", metrics);
        return BerthConfig.read(settings, new Machine("under-test", false), List.of())
                .admin();
    }

    private static int status(int port, String path) throws IOException, InterruptedException {
        return get(port, path).statusCode();
    }

    private static HttpResponse<String> get(int port, String path) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(request, BodyHandlers.ofString());
        }
    }
}
