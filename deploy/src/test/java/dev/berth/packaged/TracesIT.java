package dev.berth.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.berth.packaged.PackagedServer.Start;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What a receiver of OTLP over HTTP is sent of a login, a transfer and a refusal. Texts stand in protocol buffers as
/// they are.
@Tag("client")
@Tag("packaged")
class TracesIT {

    private static final Duration LIMIT = Duration.ofMinutes(1);

    @TempDir
    Path directory;

    private final Queue<String> received = new ConcurrentLinkedQueue<>();

    @Test
    void a_collector_is_told_of_logins_and_transfers_and_of_no_path_nor_secret() throws Exception {
        Programs.require(List.of("curl"));
        HttpServer collector = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        collector.createContext("/v1/traces", exchange -> {
            received.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.ISO_8859_1));
            exchange.getResponseHeaders().set("Content-Type", "application/x-protobuf");
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        collector.start();
        String endpoint = "http://127.0.0.1:" + collector.getAddress().getPort() + "/v1/traces";
        try (var server = PackagedServer.serving(Start.demo(directory).with("--set", "trace.endpoint=" + endpoint))) {
            var north = server.printed().tenants().get("north");
            String url = "ftp://127.0.0.1:" + north.port() + "/";
            curl(0, north.user() + ":" + north.password(), "--upload-file", "/etc/hostname", url + "a-file");
            curl(67, north.user() + ":not-the-password", url);
            server.signal("INT");
            server.ended(LIMIT);
            assertThat(String.join("", received))
                    .contains("login", "transfer", "STOR", "berth.tenant", "north", north.user(), "WRONG_CREDENTIALS")
                    .doesNotContain("a-file", north.password(), "not-the-password");
        } finally {
            collector.stop(0);
        }
    }

    private void curl(int code, String login, String... words) {
        List<String> command = new ArrayList<>(List.of("curl", "--silent", "--user", login));
        command.addAll(List.of(words));
        assertThat(Programs.run(directory, command).code())
                .as(String.join(" ", words))
                .isEqualTo(code);
    }
}
