package dev.berth.admin.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Connections that ask for nothing do not keep others out.
class ConnectionsTest {

    private static final String REQUEST = "GET /a HTTP/1.1\r\nHost: localhost\r\n\r\n";

    private final Vertx vertx = Vertx.vertx();
    private final BlockingQueue<HttpServerRequest> asked = new LinkedBlockingQueue<>();

    @AfterEach
    void end() {
        vertx.close().await();
    }

    @Test
    void one_that_sends_a_request_ever_so_slowly_is_closed() throws IOException {
        int port = listener(new Connections.Limits(10, Duration.ofMillis(20), 5, 5000));
        try (Socket slow = connected(port)) {
            assertThat(isClosedWhileItSends(slow)).isTrue();
        }
    }

    @Test
    void one_that_is_answered_late_is_not() throws IOException, InterruptedException {
        int port = listener(new Connections.Limits(10, Duration.ofMillis(20), 5, 5000));
        try (Socket busy = connected(port);
                Socket idle = connected(port)) {
            send(busy, REQUEST);
            HttpServerRequest request = asked.poll(10, TimeUnit.SECONDS);
            assertThat(idle.getInputStream().read()).isEqualTo(-1);
            request.response().end("late").await();
            assertThat(new String(busy.getInputStream().readAllBytes(), StandardCharsets.US_ASCII))
                    .endsWith("late");
        }
    }

    @Test
    void one_that_takes_its_answer_never_is_closed() throws IOException {
        int port = listener(new Connections.Limits(10, Duration.ofMillis(20), 5000, 5));
        try (Socket stuck = connected(port)) {
            send(stuck, REQUEST);
            assertThat(stuck.getInputStream().read()).isEqualTo(-1);
        }
    }

    @Test
    void one_too_many_is_closed_until_another_has_gone() throws IOException, InterruptedException {
        int port = listener(new Connections.Limits(1, Duration.ofMillis(20), 5000, 5000));
        try (Socket first = connected(port)) {
            send(first, REQUEST);
            HttpServerRequest request = asked.poll(10, TimeUnit.SECONDS);
            try (Socket second = connected(port)) {
                assertThat(second.getInputStream().read()).isEqualTo(-1);
            }
            request.response().putHeader("Connection", "close").end().await();
            request.connection().close().await();
        }
        assertThat(isServedAtLast(port)).isTrue();
    }

    /// The listener notices the end of a connection a moment after the client.
    private boolean isServedAtLast(int port) throws InterruptedException {
        for (int i = 0; i < 100; i++) {
            try (Socket next = connected(port)) {
                send(next, REQUEST);
                if (asked.poll(100, TimeUnit.MILLISECONDS) != null) {
                    return true;
                }
            } catch (IOException _) {
                // It is one too many still.
            }
        }
        return false;
    }

    private int listener(Connections.Limits limits) {
        HttpServer server = Entrance.before(
                vertx.createHttpServer(Entrance.options()), asked::add, Origins.NONE, new Connections(vertx, limits));
        return server.listen(0, "127.0.0.1").await().actualPort();
    }

    private static Socket connected(int port) throws IOException {
        var socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(10_000);
        return socket;
    }

    private static void send(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().flush();
    }

    /// Sends an octet now and then, for ten seconds at most.
    private static boolean isClosedWhileItSends(Socket slow) throws IOException {
        send(slow, "GET /a HTTP/1.1\r\nX: ");
        slow.setSoTimeout(10);
        for (int i = 0; i < 1000; i++) {
            try {
                return slow.getInputStream().read() < 0;
            } catch (java.net.SocketTimeoutException _) {
                send(slow, "y");
            } catch (IOException _) {
                return true;
            }
        }
        return false;
    }
}
