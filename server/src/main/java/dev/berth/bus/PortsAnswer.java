package dev.berth.bus;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;

/// Which of the ports of a [PortsRequest] a node could not open.
///
/// @param node its id
/// @param taken those, in order; ports that the node has open itself are not among them
public record PortsAnswer(String node, List<Integer> taken) {

    private static final int VERSION = 1;

    public PortsAnswer {
        taken = List.copyOf(taken);
    }

    /// The message's body.
    public JsonObject toJson() {
        return new JsonObject().put("v", VERSION).put("node", node).put("taken", new JsonArray(taken));
    }

    /// Reads the body; fields that a newer node added are ignored.
    public static PortsAnswer fromJson(JsonObject json) {
        return new PortsAnswer(
                json.getString("node"),
                json.getJsonArray("taken").stream()
                        .map(port -> ((Number) port).intValue())
                        .toList());
    }
}
