package dev.berth.deploy.ctl;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/// What somebody meets who uses `berthctl` for the first time.
class FirstUseTest {

    @TempDir
    Path directory;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void what_is_not_set_at_all_is_told_as_such() throws IOException {
        HttpServer server = server(200, "{}");
        try {
            assertThat(run(server, "limits", "show", "acme")).as(err.toString()).isZero();
            assertThat(out.toString()).contains("(none)");
        } finally {
            server.stop(0);
        }
    }

    @Test
    void a_token_that_the_server_does_not_know_is_named_with_where_it_comes_from() throws IOException {
        HttpServer server = server(401, "{\"title\":\"Unauthorized\",\"detail\":\"Send Authorization\"}");
        try {
            assertThat(run(server, "tenants", "list")).isEqualTo(CtlFailed.Exit.REFUSED.code());
            assertThat(err.toString()).contains("does not know the token", "--token-file");
        } finally {
            server.stop(0);
        }
    }

    @Test
    void help_and_version_are_where_people_look_for_them() {
        assertThat(commandLine(Map.of()).execute("help", "tenants")).isZero();
        assertThat(out.toString()).contains("Usage: berthctl tenants");
        assertThat(commandLine(Map.of()).execute("--version")).isZero();
        assertThat(out.toString()).contains("berthctl ");
    }

    private int run(HttpServer server, String... words) throws IOException {
        Path token = Files.writeString(directory.resolve("token"), "berth_x\n");
        return commandLine(Map.of(
                        "BERTH_URL",
                        "http://127.0.0.1:" + server.getAddress().getPort() + "/api/v1",
                        "BERTH_TOKEN_FILE",
                        token.toString()))
                .execute(words);
    }

    private CommandLine commandLine(Map<String, String> environment) {
        return Ctl.commandLine(environment).setOut(new PrintWriter(out)).setErr(new PrintWriter(err, true));
    }

    private static HttpServer server(int status, String body) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        server.start();
        return server;
    }
}
