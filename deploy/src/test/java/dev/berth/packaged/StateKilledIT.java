package dev.berth.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.packaged.PackagedServer.Start;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A document that is being applied when the server is killed is sent again, and completed.
@Tag("packaged")
class StateKilledIT {

    private static final int TENANTS = 300;
    private static final int BEFORE_THE_END = 10;
    private static final Duration LIMIT = Duration.ofSeconds(20);

    @TempDir
    Path directory;

    @Test
    void what_a_kill_left_undone_is_done_when_it_is_sent_again() throws Exception {
        Start start = Start.demo(directory);
        JsonObject document = document(FreePorts.block(4));
        try (var server = PackagedServer.serving(start)) {
            var admin = new AdminCalls(server);
            int before = tenants(admin);
            Thread caller = Thread.ofVirtual().start(() -> sent(admin, document));
            while (tenants(admin) < before + BEFORE_THE_END) {
                Thread.onSpinWait();
            }
            server.signal("KILL");
            server.ended(LIMIT);
            caller.join();
        }
        try (var server = PackagedServer.serving(start)) {
            var admin = new AdminCalls(server);
            JsonArray planned =
                    admin.done("PUT", "/state?dryRun=true", document).getJsonArray("steps");
            assertThat(planned.size()).isBetween(1, 2 * TENANTS);
            assertThat(admin.done("PUT", "/state", document).getJsonArray("steps"))
                    .hasSameSizeAs(planned);
            assertThat(admin.done("PUT", "/state", document).getJsonArray("steps"))
                    .isEmpty();
            JsonObject last =
                    admin.done("GET", "/tenants/tenant-" + (TENANTS - 1) + "/accounts/demo", new JsonObject());
            assertThat(last.getString("home")).isEqualTo("/");
        }
    }

    private static void sent(AdminCalls admin, JsonObject document) {
        try {
            assertThat(admin.call("PUT", "/state", document).statusCode()).isNotEqualTo(200);
        } catch (UncheckedIOException killed) {
            // That is what the test is about.
        }
    }

    private static int tenants(AdminCalls admin) {
        return admin.done("GET", "/tenants?limit=500", new JsonObject())
                .getJsonArray("items")
                .size();
    }

    private static JsonObject document(int port) {
        var tenants = new JsonArray();
        for (int i = 0; i < TENANTS; i++) {
            tenants.add(new JsonObject()
                    .put("slug", "tenant-" + i)
                    .put("endpoints", new JsonArray().add("many"))
                    .put(
                            "accounts",
                            new JsonArray()
                                    .add(new JsonObject().put("user", "demo").put("enabled", false))));
        }
        var endpoint = new JsonObject()
                .put("name", "many")
                .put("listeners", new JsonArray().add(new JsonObject().put("port", port)))
                .put("sharedPool", (port + 1) + "-" + (port + 3));
        return new JsonObject().put("endpoints", new JsonArray().add(endpoint)).put("tenants", tenants);
    }
}
