package dev.berth.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.berth.account.Administrator.Role;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.apache.commons.net.ftp.FTP;
import org.apache.commons.net.ftp.FTPClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Who is connected is seen, and sent away.
class SessionsTest {

    private static final String PASSWORD = "a long enough word";
    private static final long LARGE = 64L << 20;
    private static final Duration LATEST = Duration.ofSeconds(10);

    @RegisterExtension
    static final ApiUnderTest node = new ApiUnderTest();

    @Test
    void a_filter_that_is_no_address_is_named() {
        ApiAnswer answer = node.operator().get("/sessions?client=notanip");
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.refusal()).contains("client = notanip");
    }

    @Test
    void a_session_is_listed_with_its_transfer_and_ended() throws IOException {
        FTPClient client = login("busy");
        client.sendCommand("CLNT", "Test client");
        Path file = node.storage().resolve("busy").resolve("large.bin");
        Files.createDirectories(file.getParent());
        try (var large = new RandomAccessFile(file.toFile(), "rw")) {
            large.setLength(LARGE);
        }
        client.setFileType(FTP.BINARY_FILE_TYPE);
        client.enterLocalPassiveMode();
        InputStream download = client.retrieveFileStream("large.bin");
        assertThat(download.readNBytes(4096)).hasSize(4096);

        JsonObject session = transferring("busy");
        assertThat(session.getString("tenant")).isEqualTo("busy");
        assertThat(session.getString("user")).isEqualTo("demo");
        assertThat(session.getString("client")).isEqualTo("127.0.0.1");
        assertThat(session.getString("software")).isEqualTo("Test client");
        assertThat(session.getString("directory")).isEqualTo("/");
        assertThat(session.getJsonObject("activity").getString("verb")).isEqualTo("RETR");
        assertThat(session.getJsonObject("activity").getString("path")).isEqualTo("/large.bin");
        assertThat(session.getJsonObject("activity").getLong("octets")).isPositive();
        assertThat(session.getJsonObject("activity").getLong("total")).isEqualTo(LARGE);

        assertThat(node.operator()
                        .delete("/sessions/" + session.getString("id"))
                        .status())
                .isEqualTo(204);
        client.setSoTimeout(20_000);
        assertThatThrownBy(client::getReply).hasMessageContaining("421");
        client.disconnect();
    }

    @Test
    void a_tenant_sees_and_ends_its_own_sessions_only() throws IOException {
        FTPClient mine = login("mine");
        FTPClient theirs = login("theirs");
        ApiClient administrator = node.client(Role.TENANT_ADMIN, Optional.of("mine"));
        assertThat(sessions(administrator, "").stream().map(session -> ((JsonObject) session).getString("tenant")))
                .containsOnly("mine");
        assertThat(administrator.get("/sessions?tenant=theirs").status()).isEqualTo(404);
        String foreign =
                sessions(node.operator(), "?tenant=theirs").getJsonObject(0).getString("id");
        ApiAnswer refused = administrator.delete("/sessions/" + foreign);
        assertThat(refused.status()).isEqualTo(404);
        assertThat(refused.raw().body())
                .isEqualTo(administrator
                        .delete("/sessions/under-test-0099999999")
                        .raw()
                        .body());
        assertThat(theirs.sendNoOp()).isTrue();
        String own = sessions(administrator, "").getJsonObject(0).getString("id");
        assertThat(administrator.delete("/sessions/" + own).status()).isEqualTo(204);
        mine.setSoTimeout(20_000);
        assertThatThrownBy(mine::getReply).hasMessageContaining("421");
        mine.disconnect();
        theirs.disconnect();
    }

    /// The session of a tenant, once it says that octets have gone: they count when the kernel has returned, and a
    /// client may be quicker.
    private static JsonObject transferring(String tenant) {
        long until = System.nanoTime() + LATEST.toNanos();
        JsonObject session;
        do {
            session = sessions(node.operator(), "?tenant=" + tenant).getJsonObject(0);
        } while (session.getJsonObject("activity").getLong("octets") == 0 && System.nanoTime() < until);
        return session;
    }

    private static JsonArray sessions(ApiClient caller, String query) {
        ApiAnswer answer = caller.get("/sessions" + query);
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        return answer.json().getJsonArray("items");
    }

    private static FTPClient login(String tenant) throws IOException {
        int port = node.tenant(tenant, 2);
        ApiAnswer made = node.operator()
                .post(
                        "/tenants/" + tenant + "/accounts",
                        new JsonObject().put("user", "demo").put("password", PASSWORD));
        assertThat(made.status()).as(made.toString()).isEqualTo(201);
        var client = new FTPClient();
        client.setDefaultTimeout(20_000);
        client.connect(InetAddress.getLoopbackAddress(), port);
        assertThat(client.login("demo", PASSWORD)).isTrue();
        return client;
    }
}
