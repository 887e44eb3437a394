package dev.berth.bus;

import io.vertx.core.json.JsonObject;

/// "Bans were made or lifted": read what has changed. Losing it only delays.
public record BansHint() {

    private static final int VERSION = 1;

    /// The message's body.
    public JsonObject toJson() {
        return new JsonObject().put("v", VERSION);
    }
}
