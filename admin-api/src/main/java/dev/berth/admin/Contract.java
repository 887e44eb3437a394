package dev.berth.admin;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Objects;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/// Reads `openapi.yaml`.
final class Contract {

    private static final String RESOURCE = "/openapi.yaml";

    private Contract() {}

    /// The contract as an object; reads from the class path, so not to be called on an event loop.
    static JsonObject read() {
        try (InputStream yaml = Objects.requireNonNull(Contract.class.getResourceAsStream(RESOURCE), RESOURCE)) {
            Map<String, Object> top = new Yaml(new SafeConstructor(new LoaderOptions())).load(yaml);
            return new JsonObject(top);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
