package dev.berth.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.vertx.core.json.JsonObject;
import java.util.List;

/// What comes of a written configuration, on one machine.
final class WrittenConfig {

    static final Machine MACHINE = new Machine("ftp1", true);

    private WrittenConfig() {}

    static BerthConfig read(String json) {
        return BerthConfig.read(new JsonObject(json), MACHINE, List.of());
    }

    static List<String> faultsOf(String json) {
        return catchThrowableOfType(ConfigurationInvalid.class, () -> read(json)).faults().stream()
                .map(Fault::toString)
                .toList();
    }

    static String faultOf(String key, Object value) {
        JsonObject written = new JsonObject();
        Settings.put(written, key, value);
        List<String> faults = faultsOf(written.encode());
        assertThat(faults).hasSize(1);
        return faults.getFirst();
    }

    static BerthConfig with(String key, Object value) {
        JsonObject written = new JsonObject();
        Settings.put(written, key, value);
        return BerthConfig.read(written, MACHINE, List.of());
    }
}
