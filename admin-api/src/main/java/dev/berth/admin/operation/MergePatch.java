package dev.berth.admin.operation;

import io.vertx.core.json.JsonObject;

/// JSON Merge Patch (RFC 7396).
public final class MergePatch {

    private MergePatch() {}

    /// What `target` becomes: members of the patch replace those of the target, null removes them, and objects are
    /// merged member by member.
    ///
    /// @return a new object; the arguments are left as they are
    public static JsonObject apply(JsonObject target, JsonObject patch) {
        JsonObject result = target.copy();
        for (String name : patch.fieldNames()) {
            Object value = patch.getValue(name);
            if (value == null) {
                result.remove(name);
            } else if (value instanceof JsonObject inner) {
                JsonObject old = result.getValue(name) instanceof JsonObject object ? object : new JsonObject();
                result.put(name, apply(old, inner));
            } else {
                result.put(name, value);
            }
        }
        return result;
    }
}
