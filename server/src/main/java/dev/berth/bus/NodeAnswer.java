package dev.berth.bus;

import io.vertx.core.json.JsonObject;
import java.time.Instant;

/// How a node is, after a [NodeRequest].
///
/// @param node its id
/// @param version of its program
/// @param began when it was started
/// @param sessions how many clients are connected
/// @param transfers how many transfers run
public record NodeAnswer(String node, String version, Instant began, State state, int sessions, int transfers) {

    private static final int VERSION = 1;

    /// Whether it is in service.
    public enum State {
        /// It takes sessions.
        ACTIVE,
        /// It takes none, and has some left.
        DRAINING,
        /// It takes none, and has none.
        DRAINED
    }

    /// The message's body.
    public JsonObject toJson() {
        return new JsonObject()
                .put("v", VERSION)
                .put("node", node)
                .put("version", version)
                .put("began", began.toString())
                .put("state", state.name())
                .put("sessions", sessions)
                .put("transfers", transfers);
    }

    /// Reads the body; fields that a newer node added are ignored.
    public static NodeAnswer fromJson(JsonObject json) {
        return new NodeAnswer(
                json.getString("node"),
                json.getString("version"),
                Instant.parse(json.getString("began")),
                State.valueOf(json.getString("state")),
                json.getInteger("sessions"),
                json.getInteger("transfers"));
    }
}
