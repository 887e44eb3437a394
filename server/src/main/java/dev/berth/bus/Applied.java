package dev.berth.bus;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;

/// What one node made of a revision.
///
/// @param node its id
/// @param revision the revision that it now serves
/// @param tenants per tenant with ports of its own: what was bound
/// @param faults what could not be done, in words
public record Applied(String node, long revision, List<TenantPorts> tenants, List<String> faults) {

    private static final int VERSION = 1;

    public Applied {
        tenants = List.copyOf(tenants);
        faults = List.copyOf(faults);
    }

    /// The passive ports of one tenant on a node.
    ///
    /// @param tenant its slug
    /// @param range the range that is in force, such as `30000-30099`
    /// @param bound how many of its ports are open
    /// @param failed the ports that could not be opened
    public record TenantPorts(String tenant, String range, int bound, List<Integer> failed) {
        public TenantPorts {
            failed = List.copyOf(failed);
        }

        JsonObject toJson() {
            return new JsonObject()
                    .put("tenant", tenant)
                    .put("range", range)
                    .put("bound", bound)
                    .put("failed", new JsonArray(failed));
        }

        static TenantPorts fromJson(JsonObject json) {
            return new TenantPorts(
                    json.getString("tenant"),
                    json.getString("range"),
                    json.getInteger("bound"),
                    json.getJsonArray("failed").stream()
                            .map(port -> ((Number) port).intValue())
                            .toList());
        }
    }

    /// The message's body.
    public JsonObject toJson() {
        return new JsonObject()
                .put("v", VERSION)
                .put("node", node)
                .put("revision", revision)
                .put(
                        "tenants",
                        new JsonArray(tenants.stream().map(TenantPorts::toJson).toList()))
                .put("faults", new JsonArray(faults));
    }

    /// Reads the body; fields that a newer node added are ignored.
    public static Applied fromJson(JsonObject json) {
        return new Applied(
                json.getString("node"),
                json.getLong("revision"),
                json.getJsonArray("tenants").stream()
                        .map(tenant -> TenantPorts.fromJson((JsonObject) tenant))
                        .toList(),
                json.getJsonArray("faults").stream().map(String.class::cast).toList());
    }
}
