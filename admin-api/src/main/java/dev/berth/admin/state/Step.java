package dev.berth.admin.state;

import dev.berth.tenant.TenantId;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// What brings what there is nearer to what there shall be: one call of the API, or what takes the place of one.
///
/// @param operation which; a caller who may not call it may not take the step
/// @param path its parameters
/// @param body its body; empty for none
/// @param what it does, such as `create`
/// @param name to what, such as `tenant north`
/// @param diff per member that changes, what it was and what it becomes
/// @param restoring is done for the tenant of the path in place of the call: it puts back what the API never shows
record Step(
        String operation,
        Map<String, String> path,
        JsonObject body,
        String what,
        String name,
        JsonArray diff,
        Optional<Function<TenantId, Future<?>>> restoring) {

    Step {
        path = Map.copyOf(path);
    }

    /// A call of the API.
    Step(String operation, Map<String, String> path, JsonObject body, String what, String name, JsonArray diff) {
        this(operation, path, body, what, name, diff, Optional.empty());
    }

    JsonObject json(String state) {
        return new JsonObject()
                .put("action", what)
                .put("of", name)
                .put("changes", diff)
                .put("state", state);
    }
}
