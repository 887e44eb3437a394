package dev.berth.bus;

import io.vertx.core.json.JsonObject;

/// "The directory has changed": read it again. Losing it only delays.
///
/// @param revision the number of the change
public record RevisionHint(long revision) {

    private static final int VERSION = 1;

    /// The message's body.
    public JsonObject toJson() {
        return new JsonObject().put("v", VERSION).put("revision", revision);
    }

    /// Reads the body; fields that a newer node added are ignored.
    public static RevisionHint fromJson(JsonObject json) {
        return new RevisionHint(json.getLong("revision"));
    }
}
