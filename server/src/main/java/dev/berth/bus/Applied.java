package dev.berth.bus;

import dev.berth.endpoint.PassiveRange;
import dev.berth.tenant.Slug;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// What one node made of a revision.
///
/// @param node its id
/// @param revision the revision that it now serves
/// @param asked the tenants whose ports hints up to this revision have asked for, since the last such message
/// @param ports of those tenants, as far as they have ports of their own
/// @param faults what is not as the directory says, of all tenants and endpoints
public record Applied(String node, long revision, Set<Slug> asked, List<TenantPorts> ports, List<Fault> faults) {

    private static final int VERSION = 1;

    public Applied {
        asked = Set.copyOf(asked);
        ports = List.copyOf(ports);
        faults = List.copyOf(faults);
    }

    /// The passive ports of one tenant on a node.
    ///
    /// @param tenant whose
    /// @param range the range that is in force
    /// @param open how many of its ports are open
    /// @param failed the ports that could not be opened
    public record TenantPorts(Slug tenant, PassiveRange range, int open, List<Integer> failed) {
        public TenantPorts {
            failed = List.copyOf(failed);
        }

        JsonObject toJson() {
            return new JsonObject()
                    .put("tenant", tenant.value())
                    .put("range", range.toString())
                    .put("open", open)
                    .put("failed", new JsonArray(failed));
        }

        static TenantPorts fromJson(JsonObject json) {
            return new TenantPorts(
                    new Slug(json.getString("tenant")),
                    PassiveRange.parse(json.getString("range")),
                    json.getInteger("open"),
                    json.getJsonArray("failed").stream()
                            .map(port -> ((Number) port).intValue())
                            .toList());
        }
    }

    /// Something that could not be opened. The node goes on trying.
    ///
    /// @param kind whether `name` is a tenant's slug or an endpoint's name
    /// @param name whose it is
    /// @param text what and why, in words for an administrator
    public record Fault(Kind kind, String name, String text) {

        /// Whose fault it is.
        public enum Kind {
            /// A tenant's own.
            TENANT,
            /// An endpoint's.
            ENDPOINT
        }

        JsonObject toJson() {
            return new JsonObject().put("kind", kind.name()).put("name", name).put("text", text);
        }

        static Fault fromJson(JsonObject json) {
            return new Fault(Kind.valueOf(json.getString("kind")), json.getString("name"), json.getString("text"));
        }
    }

    /// The message's body.
    public JsonObject toJson() {
        return new JsonObject()
                .put("v", VERSION)
                .put("node", node)
                .put("revision", revision)
                .put("asked", new JsonArray(asked.stream().map(Slug::value).toList()))
                .put(
                        "ports",
                        new JsonArray(ports.stream().map(TenantPorts::toJson).toList()))
                .put("faults", new JsonArray(faults.stream().map(Fault::toJson).toList()));
    }

    /// Reads the body; fields that a newer node added are ignored.
    public static Applied fromJson(JsonObject json) {
        return new Applied(
                json.getString("node"),
                json.getLong("revision"),
                json.getJsonArray("asked").stream()
                        .map(slug -> new Slug((String) slug))
                        .collect(Collectors.toSet()),
                json.getJsonArray("ports").stream()
                        .map(each -> TenantPorts.fromJson((JsonObject) each))
                        .toList(),
                json.getJsonArray("faults").stream()
                        .map(each -> Fault.fromJson((JsonObject) each))
                        .toList());
    }
}
