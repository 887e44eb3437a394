package dev.berth.admin;

import dev.berth.config.BerthConfig;
import dev.berth.config.Machine;
import dev.berth.config.Settings;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// The settings of a node for tests.
final class ApiSettings {

    private ApiSettings() {}

    /// @param data where the node keeps what it has
    /// @param more settings beside the usual ones
    static BerthConfig of(Path data, Map<String, Object> more) {
        JsonObject settings = Settings.defaults(new Machine("under-test", false));
        Settings.put(settings, "node.id", "under-test");
        Settings.put(settings, "node.data", data.toString());
        Settings.put(settings, "node.bind", new JsonArray().add("127.0.0.1"));
        Settings.put(settings, "node.revisionPoll", "200ms");
        Settings.put(settings, "session.loginDelay", "10ms");
        Settings.put(settings, "admin.port", 0);
        Settings.put(settings, "login.argon2.memoryKib", 1024);
        more.forEach((key, value) -> Settings.put(settings, key, value));
        return BerthConfig.read(settings, new Machine("under-test", false), List.of());
    }
}
