package dev.berth.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.apache.commons.net.ftp.FTPClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// A tenant goes, and its files with it or not.
class TenantRemovalTest {

    private static final String PASSWORD = "a long enough word";

    @RegisterExtension
    static final ApiUnderTest node = new ApiUnderTest();

    @Test
    void a_tenant_goes_at_once_and_its_files_follow() throws Exception {
        int port = node.tenant("gone", 2);
        node.tenant("stays", 2);
        Path kept = file("stays/letter.txt");
        Path root = node.storage().resolve("gone");
        for (int i = 0; i < 200; i++) {
            Path _ = file("gone/home/" + i % 7 + "/" + i + ".txt");
        }
        Path _ = Files.createSymbolicLink(root.resolve("link"), kept.getParent());
        ApiAnswer made = node.operator()
                .post(
                        "/tenants/gone/accounts",
                        new JsonObject()
                                .put("user", "ann")
                                .put("password", PASSWORD)
                                .put("home", "/home"));
        assertThat(made.status()).as(made.toString()).isEqualTo(201);
        FTPClient client = connected(port);
        assertThat(client.login("ann", PASSWORD)).isTrue();

        ApiAnswer gone = node.operator().delete("/tenants/gone?files=remove");

        assertThat(gone.status()).as(gone.toString()).isEqualTo(202);
        String id = gone.json().getString("id");
        assertThat(gone.header("Location")).isEqualTo("/api/v1/jobs/" + id);
        assertThat(node.operator().get("/tenants/gone").status()).isEqualTo(404);
        assertThatThrownBy(() -> connected(port)).isInstanceOf(ConnectException.class);
        assertThatThrownBy(() -> {
                    while (client.sendNoOp()) {
                        Thread.onSpinWait();
                    }
                    client.sendNoOp();
                })
                .isInstanceOf(IOException.class);
        JsonObject job = node.operator().endedJob(id);
        assertThat(job.getString("state")).as(job.encode()).isEqualTo("done");
        assertThat(job.getString("kind")).isEqualTo("file-removal");
        assertThat(job.getString("tenant")).isEqualTo("gone");
        assertThat(job.getInteger("done")).isGreaterThanOrEqualTo(200);
        assertThat(root).doesNotExist();
        assertThat(kept).exists();
        assertThat(recorded(id)).contains("\"result\":\"done\"").contains("\"tenant\":\"gone\"");
        node.tenant("gone", 2); // whose directory is another
    }

    @Test
    void unless_it_is_said_the_files_stay() throws Exception {
        for (String how : new String[] {"", "?files=keep"}) {
            node.tenant("keeper", 2);
            Path letter = file("keeper/letter.txt");
            assertThat(node.operator().delete("/tenants/keeper" + how).status()).isEqualTo(200);
            assertThat(letter).exists();
        }
    }

    @Test
    void what_is_refused_removes_nothing() throws Exception {
        node.tenant("unharmed", 2);
        Path letter = file("unharmed/letter.txt");
        assertThat(node.operator().delete("/tenants/unharmed?files=burn").status())
                .isBetween(400, 422);
        ApiAnswer stale = node.operator()
                .call(
                        "DELETE",
                        "/tenants/unharmed?files=remove",
                        Map.of("If-Match", "\"1\""),
                        java.net.http.HttpRequest.BodyPublishers.noBody());
        assertThat(stale.status()).as(stale.toString()).isEqualTo(412);
        assertThat(node.operator().get("/tenants/unharmed").status()).isEqualTo(200);
        assertThat(letter).exists();
    }

    /// What the audit record has of the end of a job; it is written a moment later.
    private static String recorded(String job) {
        long until = System.nanoTime() + Duration.ofSeconds(15).toNanos();
        while (System.nanoTime() < until) {
            for (Object item :
                    node.operator().get("/audit?operation=file-removal").json().getJsonArray("items")) {
                if (((JsonObject) item).getString("detail").endsWith(job)) {
                    return ((JsonObject) item).encode();
                }
            }
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
        throw new AssertionError("no record of the end of " + job);
    }

    private static FTPClient connected(int port) throws IOException {
        var client = new FTPClient();
        client.connect(InetAddress.getLoopbackAddress(), port);
        return client;
    }

    private static Path file(String name) throws IOException {
        Path file = node.storage().resolve(name);
        Path _ = Files.createDirectories(file.getParent());
        assertThat(Files.exists(file.getParent(), LinkOption.NOFOLLOW_LINKS)).isTrue();
        return Files.writeString(file, "dear");
    }
}
