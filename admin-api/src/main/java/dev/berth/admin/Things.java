package dev.berth.admin;

import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import io.vertx.openapi.contract.Operation;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/// What requests are about, for entity tags: the path at which a thing is read with its tag, whatever it is changed
/// by.
final class Things {

    private static final String TAG = "ETag";

    private final Set<String> tagged;

    /// @param published the contract as its readers see it
    Things(JsonObject published) {
        JsonObject paths = published.getJsonObject("paths");
        this.tagged = paths.fieldNames().stream()
                .filter(path -> isRead(paths.getJsonObject(path)))
                .collect(Collectors.toUnmodifiableSet());
    }

    private static boolean isRead(JsonObject path) {
        return path.getJsonObject("get", new JsonObject())
                .getJsonObject("responses", new JsonObject())
                .getJsonObject("200", new JsonObject())
                .getJsonObject("headers", new JsonObject())
                .containsKey(TAG);
    }

    /// The thing of a request: that of its path, or of the nearest one above it that is read with a tag.
    String of(RoutingContext request, Operation operation) {
        String template = nearest(operation.getOpenAPIPath());
        return of(request.normalizedPath().substring(Routes.BASE.length()), template.split("/", -1).length);
    }

    /// The thing of a call that comes by no request of its own.
    ///
    /// @param template the operation's path in the contract
    /// @param values of its parameters, not escaped
    String of(String template, Map<String, String> values) {
        return Arrays.stream(nearest(template).split("/", -1))
                .map(part -> part.startsWith("{") ? value(part, values) : part)
                .collect(Collectors.joining("\n"));
    }

    private static String value(String part, Map<String, String> values) {
        return Objects.requireNonNull(values.get(part.substring(1, part.length() - 1)), part);
    }

    private String nearest(String path) {
        String template = path;
        while (!tagged.contains(template) && template.lastIndexOf('/') > 0) {
            template = template.substring(0, template.lastIndexOf('/'));
        }
        return template;
    }

    /// The thing at a place.
    ///
    /// @param location such as `/tenants/north`
    String at(String location) {
        return of(location, Integer.MAX_VALUE);
    }

    /// However its parts are escaped.
    private static String of(String path, int parts) {
        return Arrays.stream(path.split("/", -1))
                .limit(parts)
                .map(part -> URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8))
                .collect(Collectors.joining("\n"));
    }
}
