package dev.berth.bus;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;

/// "Could you open these ports?" A node answers with [PortsAnswer], and opens none.
public record PortsRequest(List<Integer> ports) {

    private static final int VERSION = 1;

    public PortsRequest {
        ports = List.copyOf(ports);
    }

    /// The message's body.
    public JsonObject toJson() {
        return new JsonObject().put("v", VERSION).put("ports", new JsonArray(ports));
    }

    /// Reads the body; fields that a newer node added are ignored.
    public static PortsRequest fromJson(JsonObject json) {
        return new PortsRequest(json.getJsonArray("ports").stream()
                .map(port -> ((Number) port).intValue())
                .toList());
    }
}
