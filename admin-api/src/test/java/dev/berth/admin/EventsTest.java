package dev.berth.admin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.account.Administrator.Role;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.commons.net.ftp.FTPClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// What happens is told while it happens, to those whom it concerns.
class EventsTest {

    private static final String PASSWORD = "a long enough word";

    @RegisterExtension
    static final ApiUnderTest node = new ApiUnderTest();

    @Test
    void logins_and_transfers_and_changes_are_told() throws Exception {
        int port = tenant("loud");
        try (var all = new EventListening(node.port(), node.operator(), "", Optional.empty())) {
            FTPClient client = login(port);
            EventListening.Told accepted = all.next("login.accepted");
            assertThat(accepted.data().getString("tenant")).isEqualTo("loud");
            assertThat(accepted.data().getString("user")).isEqualTo("demo");
            client.enterLocalPassiveMode();
            assertThat(client.storeFile("a.txt", content())).isTrue();
            assertThat(all.next("transfer.started").data().getString("path")).isEqualTo("/a.txt");
            EventListening.Told ended = all.next("transfer.ended");
            assertThat(ended.data().getLong("octets")).isEqualTo(5);
            assertThat(ended.data().getInteger("reply")).isEqualTo(226);
            assertThat(node.operator()
                            .patch("/tenants/loud", new JsonObject().put("name", "Loud"))
                            .status())
                    .isEqualTo(200);
            assertThat(all.next("change").data().getString("operation")).isEqualTo("changeTenant");
            client.disconnect();
            assertThat(all.next("session.closed").data().getString("user")).isEqualTo("demo");
        }
    }

    @Test
    void a_tenant_hears_its_own_only() throws Exception {
        int own = tenant("hearer");
        int foreign = tenant("unheard");
        ApiClient administrator = node.client(Role.TENANT_ADMIN, Optional.of("hearer"));
        try (var heard = new EventListening(node.port(), administrator, "", Optional.empty())) {
            login(foreign).disconnect();
            login(own).disconnect();
            EventListening.Told first = heard.next("login.accepted");
            assertThat(first.data().getString("tenant")).isEqualTo("hearer");
        }
        assertThat(administrator.get("/events?tenant=unheard").status()).isEqualTo(404);
    }

    @Test
    void a_tenant_hears_of_its_own_listener_what_happens_before_a_login() throws Exception {
        int own = tenant("listener");
        int foreign = tenant("elsewhere");
        ApiClient administrator = node.client(Role.TENANT_ADMIN, Optional.of("listener"));
        try (var heard = new EventListening(node.port(), administrator, "", Optional.empty())) {
            for (int port : List.of(foreign, own)) {
                var client = new FTPClient();
                client.connect(InetAddress.getLoopbackAddress(), port);
                assertThat(client.login("guest", "guessed")).isFalse();
                client.disconnect();
            }
            assertThat(heard.next("session.opened").data().getInteger("port")).isEqualTo(own);
            EventListening.Told refused = heard.next("login.refused");
            assertThat(refused.data().getString("tenant")).isEqualTo("listener");
            assertThat(refused.data().getString("login")).isEqualTo("guest");
            assertThat(heard.next("session.closed").data().getString("tenant")).isEqualTo("listener");
        }
    }

    @Test
    void the_session_of_an_event_can_be_ended() throws Exception {
        int port = tenant("kicked");
        ApiClient administrator = node.client(Role.TENANT_ADMIN, Optional.of("kicked"));
        try (var heard = new EventListening(node.port(), administrator, "", Optional.empty())) {
            FTPClient client = login(port);
            String session = heard.next("login.accepted").data().getString("session");
            assertThat(administrator.delete("/sessions/" + session).status()).isEqualTo(204);
            assertThat(heard.next("session.closed").data().getString("session")).isEqualTo(session);
            client.disconnect();
        }
    }

    @Test
    void a_tenant_hears_nothing_of_one_that_had_its_name_before() throws Exception {
        FTPClient before = login(tenant("reborn"));
        before.enterLocalPassiveMode();
        assertThat(before.storeFile("secret.txt", content())).isTrue();
        before.disconnect();
        assertThat(counts("reborn")).hasSize(1);
        try (var all = new EventListening(node.port(), node.operator(), "?type=change", Optional.of("none"))) {
            assertThat(node.operator().delete("/tenants/reborn").status()).isEqualTo(200);
            EventListening.Told removed = all.next("change");
            while (!removed.data().getString("operation").equals("deleteTenant")) {
                removed = all.next("change");
            }
            assertThat(removed.data().getString("tenant")).isEqualTo("reborn");
        }
        int port = tenant("reborn");
        assertThat(counts("reborn")).isEmpty();
        ApiClient administrator = node.client(Role.TENANT_ADMIN, Optional.of("reborn"));
        try (var heard = new EventListening(node.port(), administrator, "", Optional.of("unknown"))) {
            assertThat(heard.next("gap").data().getString("reason")).isEqualTo("unknown");
            login(port).disconnect();
            List<String> types = new ArrayList<>();
            while (!types.contains("session.closed")) {
                types.add(heard.next().type());
            }
            assertThat(types).containsExactly("change", "session.opened", "login.accepted", "session.closed");
        }
    }

    private static JsonArray counts(String tenant) {
        return node.operator().get("/tenants/" + tenant + "/diagnosis").json().getJsonArray("networks");
    }

    @Test
    void who_was_away_goes_on_where_it_was() throws Exception {
        int port = tenant("resumed");
        String last;
        try (var before = new EventListening(
                node.port(), node.operator(), "?tenant=resumed&type=login.accepted", Optional.empty())) {
            login(port).disconnect();
            last = before.next("login.accepted").id();
        }
        FTPClient client = new FTPClient();
        client.connect(InetAddress.getLoopbackAddress(), port);
        assertThat(client.login("demo", PASSWORD)).isTrue();
        try (var after = new EventListening(
                node.port(), node.operator(), "?tenant=resumed&type=login.accepted", Optional.of(last))) {
            assertThat(after.next("login.accepted").data().getString("user")).isEqualTo("demo");
        }
        client.disconnect();
    }

    @Test
    void whoever_leaves_at_once_makes_room() throws Exception {
        ApiClient hurried = node.client(Role.OPERATOR, Optional.empty());
        String request = "GET /api/v1/events HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer " + hurried.token()
                + "\r\n\r\n";
        for (int i = 0; i < 110; i++) {
            try (var socket = new Socket(InetAddress.getLoopbackAddress(), node.port())) {
                socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            }
        }
        long until = System.nanoTime() + Duration.ofSeconds(15).toNanos();
        int status = 429;
        while (status != 200 && System.nanoTime() < until) {
            status = status(hurried);
        }
        assertThat(status).isEqualTo(200);
    }

    @Test
    void nobody_takes_the_places_of_all_others() throws Exception {
        node.tenant("greedy", 2);
        ApiClient greedy = node.client(Role.TENANT_ADMIN, Optional.of("greedy"));
        List<EventListening> listening = new ArrayList<>();
        try {
            for (int i = 0; i < 10; i++) {
                listening.add(new EventListening(node.port(), greedy, "", Optional.empty()));
            }
            ApiAnswer more = greedy.get("/events");
            assertThat(more.status()).isEqualTo(429);
            assertThat(more.refusal()).contains("10 streams");
            ApiAnswer colleague =
                    node.client(Role.TENANT_ADMIN, Optional.of("greedy")).get("/events");
            assertThat(colleague.status()).isEqualTo(429);
            assertThat(colleague.refusal()).contains("one tenant only");
            assertThat(status(node.client(Role.OPERATOR, Optional.empty()))).isEqualTo(200);
        } finally {
            listening.forEach(EventListening::close);
        }
    }

    private static int status(ApiClient as) throws IOException, InterruptedException {
        try (var client = HttpClient.newHttpClient()) {
            HttpRequest request = HttpRequest.newBuilder(
                            URI.create("http://127.0.0.1:" + node.port() + "/api/v1/events"))
                    .header("Authorization", "Bearer " + as.token())
                    .build();
            HttpResponse<InputStream> answer = client.send(request, BodyHandlers.ofInputStream());
            answer.body().close();
            client.shutdownNow();
            return answer.statusCode();
        }
    }

    @Test
    void what_is_asked_for_has_a_form() {
        assertThat(node.operator().get("/events?type=gossip").refusal()).contains("login.accepted");
    }

    @Test
    void a_client_is_told_what_the_administrator_says() throws Exception {
        int port = tenant("told");
        FTPClient client = login(port);
        String id = node.operator()
                .get("/sessions?tenant=told")
                .json()
                .getJsonArray("items")
                .getJsonObject(0)
                .getString("id");
        ApiAnswer said =
                node.operator().post("/sessions/" + id + "/message", new JsonObject().put("text", "We close at noon"));
        assertThat(said.status()).as(said.toString()).isEqualTo(204);
        client.noop();
        assertThat(client.getReplyString()).startsWith("200-").contains("We close at noon");
        client.noop();
        assertThat(client.getReplyString()).startsWith("200 ");
        client.disconnect();
    }

    private static InputStream content() {
        return new ByteArrayInputStream("hello".getBytes(StandardCharsets.US_ASCII));
    }

    private static int tenant(String name) {
        int port = node.tenant(name, 2);
        ApiAnswer made = node.operator()
                .post(
                        "/tenants/" + name + "/accounts",
                        new JsonObject().put("user", "demo").put("password", PASSWORD));
        assertThat(made.status()).as(made.toString()).isEqualTo(201);
        return port;
    }

    private static FTPClient login(int port) throws IOException {
        var client = new FTPClient();
        client.setDefaultTimeout(20_000);
        client.connect(InetAddress.getLoopbackAddress(), port);
        assertThat(client.login("demo", PASSWORD)).isTrue();
        return client;
    }
}
