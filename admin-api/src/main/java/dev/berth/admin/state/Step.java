package dev.berth.admin.state;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Map;

/// One call of the API that brings what there is nearer to what there shall be.
///
/// @param operation which
/// @param path its parameters
/// @param body its body; empty for none
/// @param what it does, such as `create`
/// @param name to what, such as `tenant north`
/// @param diff per member that changes, what it was and what it becomes
record Step(String operation, Map<String, String> path, JsonObject body, String what, String name, JsonArray diff) {

    Step {
        path = Map.copyOf(path);
    }

    JsonObject json(String state) {
        return new JsonObject()
                .put("action", what)
                .put("of", name)
                .put("changes", diff)
                .put("state", state);
    }
}
