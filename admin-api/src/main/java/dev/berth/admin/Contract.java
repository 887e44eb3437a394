package dev.berth.admin;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/// Reads `openapi.yaml`.
final class Contract {

    private static final String RESOURCE = "/openapi.yaml";
    private static final String CONTENT = "content";
    private static final String PLAIN = "application/json";

    private Contract() {}

    /// The contract as it is published; reads from the class path, so not to be called on an event loop.
    static JsonObject read() {
        try (InputStream yaml = Objects.requireNonNull(Contract.class.getResourceAsStream(RESOURCE), RESOURCE)) {
            var strict = new LoaderOptions();
            strict.setAllowDuplicateKeys(false);
            Map<String, Object> top = new Yaml(new SafeConstructor(strict)).load(yaml);
            return new JsonObject(top);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// A copy with which the routes are built. The OpenAPI library refuses a contract with a media type that it does
    /// not validate itself, `application/problem+json` among them; since it only finds the routes here and bodies
    /// are checked by the domain's own rules, all types become plain JSON in the copy.
    static JsonObject forRoutes(JsonObject published) {
        JsonObject copy = new JsonObject();
        published.forEach(member -> copy.put(
                member.getKey(),
                member.getKey().equals(CONTENT) && member.getValue() instanceof JsonObject types && areMedia(types)
                        ? plain(types)
                        : withPlainTypes(member.getValue())));
        return copy;
    }

    private static @Nullable Object withPlainTypes(@Nullable Object value) {
        return switch (value) {
            case JsonObject object -> forRoutes(object);
            case JsonArray array -> {
                List<@Nullable Object> copies = new ArrayList<>(); // not immutable: the library changes it
                array.forEach(each -> copies.add(withPlainTypes(each)));
                yield new JsonArray(copies);
            }
            case null, default -> value;
        };
    }

    /// Not a schema's property that happens to be named `content`.
    private static boolean areMedia(JsonObject types) {
        return !types.isEmpty() && types.fieldNames().stream().allMatch(name -> name.contains("/"));
    }

    private static JsonObject plain(JsonObject types) {
        return new JsonObject()
                .put(PLAIN, withPlainTypes(types.stream().iterator().next().getValue()));
    }
}
