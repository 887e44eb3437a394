package dev.berth.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.apache.commons.net.ftp.FTP;
import org.apache.commons.net.ftp.FTPClient;
import org.apache.commons.net.ftp.FTPReply;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// The node is seen, taken out of service and put back.
class NodesTest {

    private static final String PASSWORD = "a long enough word";
    private static final String PATH = "/nodes/under-test";
    private static final long LARGE = 64L << 20;

    @RegisterExtension
    static final ApiUnderTest node = new ApiUnderTest();

    @Test
    void a_node_is_drained_without_cutting_a_transfer_and_put_back() throws IOException {
        int port = node.tenant("drained", 2);
        assertThat(node.operator()
                        .post(
                                "/tenants/drained/accounts",
                                new JsonObject().put("user", "demo").put("password", PASSWORD))
                        .status())
                .isEqualTo(201);
        Path file = node.storage().resolve("drained").resolve("large.bin");
        Files.createDirectories(file.getParent());
        try (var large = new RandomAccessFile(file.toFile(), "rw")) {
            large.setLength(LARGE);
        }
        FTPClient busy = login(port);
        FTPClient idle = login(port);
        busy.setFileType(FTP.BINARY_FILE_TYPE);
        busy.enterLocalPassiveMode();
        InputStream download = busy.retrieveFileStream("large.bin");
        assertThat(download.readNBytes(4096)).hasSize(4096);

        JsonObject before =
                node.operator().get("/nodes").json().getJsonArray("items").getJsonObject(0);
        assertThat(before.getString("id")).isEqualTo("under-test");
        assertThat(before.getString("state")).isEqualTo("active");
        assertThat(before.getInteger("sessions")).isEqualTo(2);
        assertThat(before.getInteger("transfers")).isEqualTo(1);

        ApiAnswer draining = node.operator().post(PATH + "/drain", new JsonObject());
        assertThat(draining.status()).as(draining.toString()).isEqualTo(200);
        assertThat(draining.json().getString("state")).isEqualTo("draining");
        assertThat(connect(port)).startsWith("421").contains("taken out of service");
        assertThatThrownBy(idle::getReply).hasMessageContaining("421");

        assertThat(download.readAllBytes()).hasSize((int) LARGE - 4096);
        download.close();
        assertThat(busy.completePendingCommand()).isTrue();
        assertThatThrownBy(busy::getReply).hasMessageContaining("421");
        assertThat(state()).isEqualTo("drained");

        assertThat(node.operator()
                        .post(PATH + "/resume", new JsonObject())
                        .json()
                        .getString("state"))
                .isEqualTo("active");
        login(port).disconnect();
        assertThat(node.operator()
                        .post("/nodes/another/drain", new JsonObject())
                        .status())
                .isEqualTo(404);
    }

    /// The server sees the end of a connection a moment after the client.
    private static String state() {
        long until = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        String state = node.operator().get(PATH).json().getString("state");
        while (!state.equals("drained") && System.nanoTime() < until) {
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
            state = node.operator().get(PATH).json().getString("state");
        }
        return state;
    }

    private static String connect(int port) throws IOException {
        var client = new FTPClient();
        client.setDefaultTimeout(20_000);
        try {
            client.connect(InetAddress.getLoopbackAddress(), port);
            return client.getReplyString();
        } catch (org.apache.commons.net.ftp.FTPConnectionClosedException e) {
            return client.getReplyString();
        } finally {
            client.disconnect();
        }
    }

    private static FTPClient login(int port) throws IOException {
        var client = new FTPClient();
        client.setDefaultTimeout(20_000);
        client.connect(InetAddress.getLoopbackAddress(), port);
        assertThat(FTPReply.isPositiveCompletion(client.getReplyCode())).isTrue();
        assertThat(client.login("demo", PASSWORD)).isTrue();
        return client;
    }
}
