package dev.berth.packaged;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.berth.packaged.PackagedServer.Start;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.apache.commons.net.ftp.FTPClient;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What FTP stores belongs to whom the tenant says: another user of the system can read it, and a third cannot.
@Tag("packaged")
class FileOwnerIT {

    private static final int WEB_SERVER = 61_001;
    private static final int STRANGER = 61_002;
    private static final JsonObject OWNER = new JsonObject().put("fileOwner", new JsonObject().put("uid", WEB_SERVER));

    @TempDir
    Path directory;

    @BeforeEach
    void only_root_can_give_files_away() {
        assumeTrue(System.getProperty("user.name").equals("root"), "not run by root");
        Programs.require(List.of("setpriv"));
    }

    @Test
    void a_web_server_reads_what_ftp_stored_and_a_stranger_does_not() throws Exception {
        Start start =
                Start.demo(directory).with("--set", "storage.fileMode=0600", "--set", "storage.directoryMode=0711");
        try (var server = PackagedServer.serving(start)) {
            var admin = new AdminCalls(server);
            account(admin);
            JsonObject changed = admin.done("PATCH", "/tenants/north", OWNER);
            assertThat(changed.getJsonObject("tenant").getJsonObject("fileOwner"))
                    .isEqualTo(OWNER.getJsonObject("fileOwner"));
            assertThat(changed.getJsonArray("nodes").encode()).contains("applied");
            FTPClient client = client(server);
            assertThat(client.makeDirectory("d")).isTrue();
            assertThat(store(client, "d/stored")).isTrue();
            assertThat(client.appendFile("d/appended", content())).isTrue();
            assertThat(client.site("CPFR d")).isEqualTo(350);
            assertThat(client.site("CPTO copied")).isEqualTo(250);
            Path home = server.home("north").resolve("web");
            open(home);
            for (String name : List.of(".", "d", "d/stored", "d/appended", "copied", "copied/stored")) {
                assertThat(owner(home.resolve(name))).as(name).isEqualTo(WEB_SERVER);
            }
            assertThat(owner(home.getParent())).isZero();
            assertThat(reads(WEB_SERVER, home.resolve("d/stored"))).isTrue();
            assertThat(reads(STRANGER, home.resolve("d/stored"))).isFalse();
            assertThat(client.retrieveFileStream("d/stored").readAllBytes()).hasSize(3);
            client.disconnect();

            admin.done("PATCH", "/tenants/north", new JsonObject().putNull("fileOwner"));
            client = client(server);
            assertThat(store(client, "d/later")).isTrue();
            assertThat(owner(home.resolve("d/later"))).isZero();
            client.disconnect();
        }
    }

    @Test
    void a_node_without_the_right_says_so_and_stores_nothing() throws Exception {
        Start start = Start.demo(directory)
                .under("setpriv", "--inh-caps=-all", "--bounding-set=-chown,-dac_override,-fowner", "--");
        try (var server = PackagedServer.serving(start)) {
            var admin = new AdminCalls(server);
            account(admin);
            FTPClient before = client(server);
            before.disconnect();
            JsonArray nodes = admin.done("PATCH", "/tenants/north", OWNER).getJsonArray("nodes");
            assertThat(nodes.encode())
                    .contains("cannot be given to uid " + WEB_SERVER, "AmbientCapabilities=CAP_CHOWN");
            FTPClient client = client(server);
            assertThat(store(client, "stored")).isFalse();
            assertThat(client.getReplyCode()).isEqualTo(550);
            assertThat(client.makeDirectory("made")).isFalse();
            assertThat(server.home("north").resolve("web")).isEmptyDirectory();
            client.disconnect();
        }
    }

    private static void account(AdminCalls admin) {
        admin.done(
                "POST",
                "/tenants/north/accounts",
                new JsonObject()
                        .put("user", "web")
                        .put("password", "a long enough word")
                        .put("home", "/web"));
    }

    private static FTPClient client(PackagedServer server) throws IOException {
        return Ftp.as(server.printed().tenants().get("north").port(), "web", "a long enough word");
    }

    private static boolean store(FTPClient client, String name) throws IOException {
        return client.storeFile(name, content());
    }

    private static ByteArrayInputStream content() {
        return new ByteArrayInputStream("web".getBytes(StandardCharsets.US_ASCII));
    }

    /// Lets everybody through the directories above a home, which are the node's.
    private void open(Path home) throws IOException {
        for (Path above = home.toAbsolutePath().getParent(); !above.equals(directory.getParent()); ) {
            Files.setPosixFilePermissions(above, PosixFilePermissions.fromString("rwx--x--x"));
            above = above.getParent();
        }
    }

    private static int owner(Path path) throws IOException {
        return (Integer) Files.getAttribute(path, "unix:uid");
    }

    private boolean reads(int user, Path file) {
        Programs.Ended ended = Programs.run(
                directory,
                List.of("setpriv", "--reuid=" + user, "--regid=" + user, "--clear-groups", "cat", file.toString()));
        return ended.code() == 0 && ended.out().equals("web");
    }
}
