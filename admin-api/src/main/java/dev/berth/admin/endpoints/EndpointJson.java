package dev.berth.admin.endpoints;

import dev.berth.admin.operation.MergePatch;
import dev.berth.admin.problem.Fields;
import dev.berth.endpoint.Endpoint;
import dev.berth.endpoint.Listener;
import dev.berth.endpoint.NewEndpoint;
import dev.berth.endpoint.PassiveRange;
import dev.berth.endpoint.Signal;
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

    /// The endpoint, with what is better known of it.
    static JsonObject shown(Endpoint endpoint) {
        JsonObject json = of(endpoint);
        endpoint.sharedPool()
                .flatMap(PassiveRange::warningOfPool)
                .ifPresent(warning -> json.put("warnings", new JsonArray().add(warning)));
        return json;
    }

    /// What a merge patch makes of an endpoint.
    ///
    /// @param now as [#of] writes it; empty for one that is to be made
    /// @throws dev.berth.admin.problem.Problem with everything that is wrong with the patch
    public static NewEndpoint planned(JsonObject now, JsonObject patch) {
        return Fields.read(MergePatch.apply(now, patch), patch, EndpointFields::endpoint);
    }

    private static JsonObject listener(Listener listener) {
        var json = new JsonObject()
                .put("port", listener.port())
                .put("tls", name(listener.tls()))
                .put("proxy", name(listener.proxy()));
        if (!listener.tenantBy().isEmpty()) {
            json.put(
                    "tenantBy",
                    new JsonArray(Signal.inOrder(listener.tenantBy()).stream()
                            .map(Signal::word)
                            .toList()));
        }
        return json;
    }

    static String name(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
