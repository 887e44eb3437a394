package dev.berth.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.packaged.PackagedServer.Start;
import io.vertx.core.json.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What curl did right before the server was ended is found by `berthctl audit` in the next one.
@Tag("client")
@Tag("packaged")
class AuditIT {

    private static final Duration LIMIT = Duration.ofMinutes(1);

    @TempDir
    Path directory;

    @Test
    void what_curl_did_at_last_is_found_after_a_restart() throws Exception {
        Programs.require(List.of("curl"));
        Files.writeString(directory.resolve("local"), "twelve chars");
        Start start = Start.demo(directory);
        try (var server = PackagedServer.serving(start)) {
            var north = server.printed().tenants().get("north");
            Programs.run(
                            directory,
                            List.of(
                                    "curl",
                                    "--silent",
                                    "--show-error",
                                    "--user",
                                    north.user() + ":" + north.password(),
                                    "--upload-file",
                                    "local",
                                    "ftp://127.0.0.1:" + north.port() + "/told%20of.txt"))
                    .orFail();
            server.signal("TERM");
            server.ended(LIMIT);
        }
        try (var server = PackagedServer.serving(start)) {
            JsonObject upload = audit(server, "--tenant", "north", "--operation", "upload", "--last", "5");
            assertThat(upload.getJsonArray("paths")).containsExactly("/told of.txt");
            assertThat(upload.getLong("octets")).isEqualTo(12);
            assertThat(upload.getString("client")).isEqualTo("127.0.0.1");
            assertThat(upload.getString("actor"))
                    .isEqualTo(server.printed().tenants().get("north").user());
        }
    }

    private JsonObject audit(PackagedServer server, String... filters) {
        List<String> command = new ArrayList<>(List.of(
                Distribution.HOME.resolve("bin/berthctl").toString(),
                "audit",
                "list",
                "--json",
                "--url",
                server.printed().admin() + "/api/v1",
                "--token-file",
                server.printed().token()));
        command.addAll(List.of(filters));
        var items = new JsonObject(Programs.run(directory, command).orFail().out()).getJsonArray("items");
        assertThat(items).hasSize(1);
        return items.getJsonObject(0);
    }
}
