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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/// What `berthctl` makes of answers, of a missing server and of a wrong command line.
class CtlTest {

    @TempDir
    Path directory;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void every_resource_is_a_command() {
        assertThat(Ctl.commandLine(Map.of()).getSubcommands())
                .containsKeys(
                        "tenants",
                        "accounts",
                        "endpoints",
                        "import",
                        "sessions",
                        "bans",
                        "nodes",
                        "tokens",
                        "administrators",
                        "login",
                        "password",
                        "manners",
                        "plans");
    }

    @Test
    void a_list_is_a_table_for_people_and_json_for_programs() throws IOException {
        String body = "{\"items\":[{\"id\":7,\"name\":\"a\\u009bb\",\"role\":\"auditor\",\"operations\":[]}]}";
        HttpServer server = server(200, body);
        try {
            assertThat(run(server, "tokens", "list")).isZero();
            assertThat(out.toString()).contains("ID", "NAME", "7", "a?b", "auditor");
            assertThat(run(server, "tokens", "list", "--json")).isZero();
            assertThat(out.toString()).contains("\"items\"");
        } finally {
            server.stop(0);
        }
    }

    @Test
    void a_text_is_printed_as_it_is() throws IOException {
        HttpServer server = server(200, "# a balancer\n");
        try {
            assertThat(run(server, "endpoints", "lb-config", "town", "--type", "nginx", "--address", "2001:db8::5"))
                    .isZero();
            assertThat(out).hasToString("# a balancer\n");
        } finally {
            server.stop(0);
        }
    }

    @Test
    void the_versions_of_a_plan_tell_their_numbers() throws IOException {
        HttpServer server = server(
                200,
                "{\"items\":[{\"version\":2,\"made\":\"2027-01-31T12:00:00Z\",\"limits\":{\"sessions\":5},"
                        + "\"quota\":{\"files\":9}}]}");
        try {
            assertThat(run(server, "plans", "versions", "small")).isZero();
            assertThat(out.toString()).contains("VERSION", "sessions=5", "files=9");
        } finally {
            server.stop(0);
        }
    }

    @Test
    void the_audit_record_is_asked_for_as_much_as_is_wanted() throws IOException {
        String body = "{\"items\":[{\"at\":\"2027-01-31T12:00:00Z\",\"operation\":\"upload\",\"result\":\"done\","
                + "\"paths\":[\"/a\"]}],\"next\":\"1.2.3\"}";
        HttpServer server = server(200, body);
        try {
            assertThat(run(server, "audit", "list", "--tenant", "north", "--last", "3"))
                    .isZero();
            assertThat(out.toString()).contains("OPERATION", "upload", "/a").hasLineCount(4);
        } finally {
            server.stop(0);
        }
    }

    @Test
    void a_refusal_is_told_field_by_field() throws IOException {
        HttpServer server = server(
                409,
                "{\"title\":\"t\",\"status\":409,\"detail\":\"d\",\"errors\":[{\"field\":\"passive.ports\","
                        + "\"value\":\"1-2\\u001b]0;\\u009b\\u202e\",\"rule\":\"overlaps\"}]}");
        try {
            assertThat(run(server, "tenants", "passive", "north", "--ports", "1-2"))
                    .isEqualTo(1);
            assertThat(err.toString().strip()).isEqualTo("passive.ports = 1-2?]0;??: overlaps");
        } finally {
            server.stop(0);
        }
    }

    @Test
    void an_owner_of_files_takes_the_place_of_the_one_there_was() throws IOException {
        List<String> bodies = new ArrayList<>();
        HttpServer server = server(404, "{}", bodies);
        try {
            var _ = run(server, "tenants", "set", "north", "--file-owner", ":33");
            var _ = run(server, "tenants", "set", "north", "--file-owner", "33");
            var _ = run(server, "tenants", "create", "north", "--file-owner", ":33");
            assertThat(bodies)
                    .containsExactly(
                            "{\"fileOwner\":{\"uid\":null,\"gid\":33}}",
                            "{\"fileOwner\":{\"uid\":33,\"gid\":null}}",
                            "{\"slug\":\"north\",\"fileOwner\":{\"gid\":33}}");
        } finally {
            server.stop(0);
        }
    }

    @Test
    void ports_say_what_tells_the_tenant_and_tenants_what_they_are_known_by() throws IOException {
        List<String> bodies = new ArrayList<>();
        HttpServer server = server(404, "{}", bodies);
        try {
            var _ = run(
                    server,
                    "endpoints",
                    "set",
                    "main",
                    "--port",
                    "21",
                    "--proxy",
                    "required",
                    "--tenant-by",
                    "sni,host");
            var _ = run(server, "tenants", "set", "north", "--domain", "a.example", "--domain", "b.example");
            var _ = run(server, "tenants", "set", "north", "--domain", "none", "--destination", "198.51.100.7:21");
            assertThat(bodies)
                    .containsExactly(
                            "{\"listeners\":[{\"port\":21,\"proxy\":\"required\",\"tenantBy\":[\"sni\",\"host\"]}]}",
                            "{\"domains\":[\"a.example\",\"b.example\"]}",
                            "{\"domains\":[],\"destinations\":[\"198.51.100.7:21\"]}");
            assertThat(run(server, "endpoints", "set", "main", "--tenant-by", "sni"))
                    .isEqualTo(1);
            assertThat(err.toString()).contains("give --port");
        } finally {
            server.stop(0);
        }
    }

    @Test
    void a_member_that_a_document_has_twice_is_sent_to_nobody() throws IOException {
        List<String> bodies = new ArrayList<>();
        HttpServer server = server(200, "{\"steps\":[]}", bodies);
        try {
            Path file = Files.writeString(
                    directory.resolve("state.json"), "{\"tenants\":[{\"slug\":\"north\"}],\"tenants\":[]}");
            assertThat(run(server, "state", "apply", file.toString(), "--prune"))
                    .isEqualTo(1);
            assertThat(run(server, "accounts", "import", "north", file.toString()))
                    .isEqualTo(1);
            assertThat(err.toString()).contains("the member tenants twice");
            assertThat(bodies).isEmpty();
            Path _ = Files.writeString(file, "{\"tenants\":[]}");
            assertThat(run(server, "state", "apply", file.toString())).isZero();
            assertThat(bodies).containsExactly("{\"tenants\":[]}");
        } finally {
            server.stop(0);
        }
    }

    @Test
    void without_a_server_or_a_token_or_a_right_command_it_says_so() throws IOException {
        HttpServer gone = server(200, "{}");
        gone.stop(0);
        assertThat(run(gone, "tenants", "list")).isEqualTo(3);
        assertThat(err.toString()).contains("nothing listens there");
        assertThat(commandLine(Map.of(
                                "BERTH_TOKEN_FILE", directory.resolve("none").toString()))
                        .execute("tenants", "list"))
                .isEqualTo(3);
        assertThat(err.toString())
                .contains("cannot be read: there is no such file or directory")
                .doesNotContain("Exception");
        assertThat(commandLine(Map.of()).execute("tenants", "lst")).isEqualTo(2);
        assertThat(commandLine(Map.of("BERTH_TOKEN", "t", "BERTH_URL", "ftp://x"))
                        .execute("tenants", "list"))
                .isEqualTo(2);
    }

    @Test
    void a_login_leaves_its_token_in_a_file_for_its_owner_only() throws IOException {
        HttpServer server = server(200, "{\"token\":\"a.b.c\",\"expires\":\"2027-01-31T12:00:00Z\"}");
        try {
            Path password = Files.writeString(directory.resolve("password"), "correct horse battery\n");
            Path to = directory.resolve("login");
            assertThat(run(server, "login", "carol", "--password-file", password.toString(), "--to", to.toString()))
                    .isZero();
            assertThat(out.toString()).contains("2027-01-31T12:00:00Z").doesNotContain("a.b.c");
            assertThat(to).hasContent("a.b.c");
            assertThat(Files.getPosixFilePermissions(to)).hasSize(2);
        } finally {
            server.stop(0);
        }
    }

    @Test
    void the_path_of_the_api_may_be_left_out() throws IOException {
        List<String> paths = new ArrayList<>();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            paths.add(exchange.getRequestURI().getPath());
            byte[] bytes = "{\"items\":[]}".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        server.start();
        try {
            String url = "http://127.0.0.1:" + server.getAddress().getPort();
            for (String given : List.of(url, url + "/", url + "/api/v1", url + "/api/v1/")) {
                assertThat(run(server, "--url", given, "tenants", "list")).isZero();
            }
            assertThat(paths).hasSize(4).containsOnly("/api/v1/tenants");
        } finally {
            server.stop(0);
        }
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
        return server(status, body, new ArrayList<>());
    }

    private static HttpServer server(int status, String body, List<String> bodies) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            bodies.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        server.start();
        return server;
    }
}
