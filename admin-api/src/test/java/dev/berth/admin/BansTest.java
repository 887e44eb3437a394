package dev.berth.admin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.account.Administrator.Role;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.commons.net.ftp.FTPClient;
import org.apache.commons.net.ftp.FTPConnectionClosedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Bans are seen, made and lifted, and FTP clients feel it.
class BansTest {

    private static final Duration LATEST = Duration.ofSeconds(20);

    @RegisterExtension
    static final ApiUnderTest node = new ApiUnderTest(Map.of(
            "ban.tenant.perAddress", 4, "ban.delay.after", 100, "session.loginDelay", "10ms", "ban.windows", 1024));

    @Test
    void a_guesser_is_banned_listed_and_let_in_again() throws IOException {
        int port = node.tenant("guessed", 2);
        for (int i = 0; i < 4; i++) {
            login(port, "127.5.0.1");
        }
        awaitGreeting(port, "127.5.0.1", 421);
        JsonArray bans = items(node.operator(), "?tenant=guessed");
        assertThat(bans).hasSize(1);
        JsonObject ban = bans.getJsonObject(0);
        assertThat(ban.getString("network")).isEqualTo("127.5.0.1");
        assertThat(ban.getString("tenant")).isEqualTo("guessed");
        assertThat(ban.getBoolean("automatic")).isTrue();
        assertThat(ban.getString("by")).isEqualTo("under-test");
        assertThat(ban.getString("reason")).isEqualTo("4 failed logins within 10 min");
        assertThat(Instant.parse(ban.getString("expires"))).isAfter(Instant.now());
        ApiClient administrator = node.client(Role.TENANT_ADMIN, Optional.of("guessed"));
        assertThat(administrator.delete("/bans/" + ban.getLong("id")).status()).isEqualTo(204);
        awaitGreeting(port, "127.5.0.1", 220);
        assertThat(items(administrator, "")).isEmpty();
        assertThat(administrator.delete("/bans/" + ban.getLong("id")).status()).isEqualTo(404);
    }

    @Test
    void a_ban_by_hand_keeps_a_network_out_of_one_tenant_until_it_is_lifted() throws IOException {
        int mine = node.tenant("mine", 2);
        int theirs = node.tenant("theirs", 2);
        ApiClient administrator = node.client(Role.TENANT_ADMIN, Optional.of("mine"));
        ApiAnswer made = administrator.post(
                "/bans", new JsonObject().put("network", "127.6.0.0/16").put("reason", "rude"));
        assertThat(made.status()).as(made.toString()).isEqualTo(201);
        assertThat(made.json().getString("tenant")).isEqualTo("mine");
        assertThat(made.json().getString("reason")).isEqualTo("rude");
        assertThat(made.json().containsKey("expires")).isFalse();
        awaitGreeting(mine, "127.6.7.8", 421);
        assertThat(greeting(theirs, "127.6.7.8")).isEqualTo(220);
        assertThat(items(administrator, "?client=127.6.1.1")).hasSize(1);
        assertThat(items(administrator, "?client=127.7.1.1")).isEmpty();
        ApiAnswer again = administrator.post("/bans", new JsonObject().put("network", "127.6.0.0/16"));
        assertThat(again.status()).isEqualTo(409);
        assertThat(administrator.delete("/bans/" + made.json().getLong("id")).status())
                .isEqualTo(204);
        awaitGreeting(mine, "127.6.7.8", 220);
    }

    @Test
    void a_tenant_neither_sees_nor_lifts_nor_makes_bans_of_others() throws IOException {
        int port = node.tenant("one", 2);
        node.tenant("two", 2);
        ApiAnswer everywhere = node.operator().post("/bans", new JsonObject().put("network", "127.8.0.1"));
        assertThat(everywhere.status()).as(everywhere.toString()).isEqualTo(201);
        ApiAnswer foreign = node.operator()
                .post("/bans", new JsonObject().put("network", "127.8.0.2").put("tenant", "two"));
        awaitGreeting(port, "127.8.0.1", 421);
        ApiClient administrator = node.client(Role.TENANT_ADMIN, Optional.of("one"));
        assertThat(items(administrator, "")).isEmpty();
        assertThat(administrator.get("/bans?tenant=two").status()).isEqualTo(404);
        for (ApiAnswer other : List.of(everywhere, foreign)) {
            assertThat(administrator
                            .delete("/bans/" + other.json().getLong("id"))
                            .raw()
                            .body())
                    .contains("404");
        }
        assertThat(administrator
                        .post(
                                "/bans",
                                new JsonObject().put("network", "127.8.0.3").put("tenant", "two"))
                        .status())
                .isEqualTo(404);
        assertThat(node.operator()
                        .delete("/bans/" + everywhere.json().getLong("id"))
                        .status())
                .isEqualTo(204);
        awaitGreeting(port, "127.8.0.1", 220);
    }

    @Test
    void what_cannot_be_banned_is_refused() {
        for (String network : List.of("192.0.2.1/24", "example.net", "", "192.0.2.0/33", "0.0.0.0/0", "*")) {
            ApiAnswer answer = node.operator().post("/bans", new JsonObject().put("network", network));
            assertThat(answer.status()).as(network + ": " + answer).isEqualTo(422);
        }
        ApiAnswer past = node.operator()
                .post("/bans", new JsonObject().put("network", "192.0.2.1").put("expires", "2020-01-01T00:00:00Z"));
        assertThat(past.status()).isEqualTo(422);
        assertThat(node.operator().get("/bans?client=example.net").status()).isEqualTo(422);
    }

    private static JsonArray items(ApiClient caller, String query) {
        ApiAnswer answer = caller.get("/bans" + query);
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        return answer.json().getJsonArray("items");
    }

    /// A ban is in force within two seconds; a busy machine takes longer.
    private static void awaitGreeting(int port, String from, int code) throws IOException {
        long until = System.nanoTime() + LATEST.toNanos();
        int last = greeting(port, from);
        while (last != code && System.nanoTime() < until) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
            last = greeting(port, from);
        }
        assertThat(last).isEqualTo(code);
    }

    private static int greeting(int port, String from) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port, InetAddress.ofLiteral(from), 0)) {
            socket.setSoTimeout(20_000);
            return Integer.parseInt(new String(socket.getInputStream().readNBytes(3), StandardCharsets.US_ASCII));
        }
    }

    /// The last one may hear of its ban before it hears that it was wrong.
    private static void login(int port, String from) throws IOException {
        var client = new FTPClient();
        client.setDefaultTimeout(20_000);
        client.connect(InetAddress.getLoopbackAddress(), port, InetAddress.ofLiteral(from), 0);
        try {
            assertThat(client.login("nobody", "guess")).isFalse();
        } catch (FTPConnectionClosedException closed) {
            assertThat(closed).hasMessageContaining("421");
        } finally {
            client.disconnect();
        }
    }
}
