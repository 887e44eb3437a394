package dev.berth.admin.endpoints;

import dev.berth.endpoint.Endpoint;
import dev.berth.endpoint.Listener;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Locale;

/// Endpoints as the contract writes them.
public final class EndpointJson {

    private EndpointJson() {}

    /// The endpoint.
    public static JsonObject of(Endpoint endpoint) {
        var json = new JsonObject()
                .put("name", endpoint.name())
                .put(
                        "listeners",
                        new JsonArray(endpoint.listeners().stream()
                                .map(EndpointJson::listener)
                                .toList()));
        endpoint.sharedPool().ifPresent(pool -> json.put("sharedPool", pool.toString()));
        return json;
    }

    private static JsonObject listener(Listener listener) {
        return new JsonObject()
                .put("port", listener.port())
                .put("tls", name(listener.tls()))
                .put("proxy", name(listener.proxy()));
    }

    static String name(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
