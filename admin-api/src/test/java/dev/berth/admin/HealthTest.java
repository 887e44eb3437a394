package dev.berth.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.berth.admin.health.HealthListener;
import dev.berth.config.AdminConfig;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// The health listener tells the truth, and nothing else.
class HealthTest {

    @RegisterExtension
    static final ApiUnderTest node = new ApiUnderTest();

    @Test
    void it_lives_and_is_ready_and_serves_nothing_else() throws IOException, InterruptedException {
        var health = new HealthListener(config(0), node.directory());
        ApiUnderTest.await(node.vertx().deployVerticle(health));
        assertThat(status(health.port(), "/health/live")).isEqualTo(200);
        assertThat(status(health.port(), "/health/ready")).isEqualTo(200);
        assertThat(status(health.port(), "/api/v1/tenants")).isEqualTo(404);
        assertThat(status(health.port(), "/")).isEqualTo(404);
    }

    @Test
    void a_taken_port_is_named() throws IOException {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var health = new HealthListener(config(taken.getLocalPort()), node.directory());
            assertThatThrownBy(() -> ApiUnderTest.await(node.vertx().deployVerticle(health)))
                    .isInstanceOf(HealthListener.CannotListen.class)
                    .hasMessageContaining(String.valueOf(taken.getLocalPort()));
        }
    }

    private static AdminConfig config(int port) {
        return new AdminConfig("127.0.0.1", 0, "127.0.0.1", Optional.of(port));
    }

    private static int status(int port, String path) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(request, BodyHandlers.ofString()).statusCode();
        }
    }
}
