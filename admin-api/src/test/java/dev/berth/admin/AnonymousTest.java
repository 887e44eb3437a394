package dev.berth.admin;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.apache.commons.net.ftp.FTPClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Anybody may log in where a tenant wants it, and do what it lets anybody do.
class AnonymousTest {

    @RegisterExtension
    static final ApiUnderTest node = new ApiUnderTest();

    private static FTPClient dial(int port) throws IOException {
        var client = new FTPClient();
        client.setDefaultTimeout(20_000);
        client.connect(InetAddress.getLoopbackAddress(), port);
        return client;
    }

    private static boolean store(FTPClient client, String name, int octets) throws IOException {
        return client.storeFile(name, new ByteArrayInputStream(new byte[octets]));
    }

    @Test
    void anybody_reads_the_home_and_stores_what_nobody_else_sees() throws Exception {
        int port = node.tenant("open", 4);
        String path = "/tenants/open/anonymous";
        assertThat(node.operator().get(path).status()).isEqualTo(404);
        try (var client = closing(dial(port))) {
            assertThat(client.ftp().login("anonymous", "guest@client.example")).isFalse();
        }
        var terms = new JsonObject().put("home", "/public").put("uploads", "/incoming");
        ApiAnswer set = node.operator().put(path, terms);
        assertThat(set.status()).as(set.toString()).isEqualTo(200);
        assertThat(node.operator().get(path).json()).isEqualTo(terms);
        Path home = Files.createDirectories(node.storage().resolve("open/public"));
        Files.writeString(home.resolve("readme"), "welcome");
        for (String user : new String[] {"anonymous", "ftp", "Anonymous"}) {
            try (var client = closing(dial(port))) {
                assertThat(client.ftp().login(user, "guest@client.example")).isTrue();
                client.ftp().enterLocalPassiveMode();
                assertThat(client.ftp().listNames()).containsExactlyInAnyOrder("incoming", "readme");
                var received = new ByteArrayOutputStream();
                assertThat(client.ftp().retrieveFile("readme", received)).isTrue();
                assertThat(received.toString(US_ASCII)).isEqualTo("welcome");
                assertThat(client.ftp().sendCommand("SITE WHO")).isEqualTo(550);
                assertThat(client.ftp().sendCommand("AVBL")).isEqualTo(550);
                for (String command : new String[] {"SITE QUOTA", "XQUOTA"}) {
                    client.ftp().sendCommand(command);
                    assertThat(client.ftp().getReplyString())
                            .contains("Account bytes used")
                            .doesNotContain("Tenant");
                }
                assertThat(store(client.ftp(), "new", 1)).isFalse();
                assertThat(client.ftp().deleteFile("readme")).isFalse();
                assertThat(store(client.ftp(), "incoming/" + user, 10)).isTrue();
                assertThat(store(client.ftp(), "incoming/" + user, 11)).isFalse();
                assertThat(client.ftp().retrieveFile("incoming/" + user, OutputStream.nullOutputStream()))
                        .isFalse();
                assertThat(client.ftp().listNames("incoming")).isNullOrEmpty();
                assertThat(client.ftp().makeDirectory("incoming/d")).isFalse();
                assertThat(client.ftp().deleteFile("incoming/" + user)).isFalse();
                assertThat(Files.size(node.storage().resolve("open/anonymous-uploads/" + user)))
                        .isEqualTo(10);
            }
        }
        awaitAudited("open", "guest@client.example");
        assertThat(node.operator().delete(path).status()).isEqualTo(204);
        try (var client = closing(dial(port))) {
            assertThat(client.ftp().login("ftp", "guest@client.example")).isFalse();
        }
    }

    /// What was done is written within a second or so.
    private static void awaitAudited(String tenant, String words) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!node.operator()
                .get("/tenants/" + tenant + "/audit?operation=login")
                .raw()
                .body()
                .contains(words)) {
            assertThat(System.nanoTime()).isLessThan(deadline);
            Thread.onSpinWait();
        }
    }

    @Test
    void nobody_has_that_name_and_what_makes_no_sense_is_refused() {
        node.tenant("named", 2);
        ApiAnswer refused = node.operator()
                .post(
                        "/tenants/named/accounts",
                        new JsonObject().put("user", "anonymous").put("password", "a long enough word"));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.refusal()).contains("/tenants/{tenant}/anonymous");
        ApiAnswer wrong = node.operator()
                .put(
                        "/tenants/named/anonymous",
                        new JsonObject().put("home", "/a").put("uploads", "/"));
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(wrong.raw().body()).contains("\"uploads\"");
    }

    @Test
    void what_is_refused_for_it_leaves_all_as_it_was() {
        node.tenant("whole", 2);
        JsonObject terms = new JsonObject().put("home", "/public");
        assertThat(node.operator().put("/tenants/whole/anonymous", terms).status())
                .isEqualTo(200);
        String account = "/tenants/whole/accounts/anonymous";
        JsonObject before = node.operator().get(account).json();
        ApiAnswer refused = node.operator()
                .patch(
                        account,
                        new JsonObject()
                                .put("home", "/other")
                                .put("enabled", false)
                                .put("password", "a long enough word"));
        assertThat(refused.status()).as(refused.toString()).isEqualTo(409);
        assertThat(node.operator().get(account).json()).isEqualTo(before);
        ApiAnswer app = node.operator().post(account + "/app-passwords", new JsonObject().put("label", "camera"));
        assertThat(app.status()).as(app.toString()).isEqualTo(409);
        assertThat(app.raw().body()).contains("anonymous access");
    }

    private record Closing(FTPClient ftp) implements AutoCloseable {
        @Override
        public void close() throws IOException {
            ftp.disconnect();
        }
    }

    private static Closing closing(FTPClient client) {
        return new Closing(client);
    }
}
