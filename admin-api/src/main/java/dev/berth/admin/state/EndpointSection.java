package dev.berth.admin.state;

import dev.berth.admin.endpoints.EndpointJson;
import dev.berth.endpoint.Topology;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The endpoints that tenants share.
final class EndpointSection implements Section<Topology> {

    @Override
    public String member() {
        return "endpoints";
    }

    @Override
    public Future<JsonArray> read(Topology whole, boolean hashes) {
        return Future.succeededFuture(new JsonArray(whole.endpoints().stream()
                .filter(endpoint -> endpoint.owner().isEmpty())
                .map(EndpointJson::of)
                .toList()));
    }

    @Override
    public void compare(String tenant, @Nullable Object now, Object wanted, Steps steps) {
        Map<String, JsonObject> before = steps.named(member(), now, "name");
        Map<String, JsonObject> after = steps.named(member(), wanted, "name");
        after.forEach((name, endpoint) -> {
            JsonObject was = before.get(name);
            String of = "endpoint " + name;
            if (was == null) {
                steps.create("createEndpoint", Map.of(), endpoint, of);
            } else if (EndpointJson.isChangedBy(was, endpoint)) {
                steps.change("changeEndpoint", Map.of("endpoint", name), was, endpoint, of);
            }
        });
        if (steps.prune()) {
            before.keySet().stream()
                    .filter(name -> !after.containsKey(name))
                    .forEach(name -> steps.removeLast("deleteEndpoint", Map.of("endpoint", name), "endpoint " + name));
        }
    }
}
