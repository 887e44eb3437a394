package dev.berth.bus;

import io.vertx.core.json.JsonObject;

/// Asks a node how it is, or takes it out of service or back, at [Address#node]. It is answered with [NodeAnswer].
///
/// @param wanted what it shall do
public record NodeRequest(Wanted wanted) {

    private static final int VERSION = 1;

    /// What a node shall do.
    public enum Wanted {
        /// Tell how it is.
        LOOK,
        /// Take no new sessions, and end those that are idle.
        DRAIN,
        /// Take sessions again.
        RESUME
    }

    /// The message's body.
    public JsonObject toJson() {
        return new JsonObject().put("v", VERSION).put("wanted", wanted.name());
    }

    /// Reads the body; fields that a newer node added are ignored.
    public static NodeRequest fromJson(JsonObject json) {
        return new NodeRequest(Wanted.valueOf(json.getString("wanted")));
    }
}
