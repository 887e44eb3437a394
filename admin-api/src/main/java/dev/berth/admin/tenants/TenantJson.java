package dev.berth.admin.tenants;

import dev.berth.admin.endpoints.EndpointJson;
import dev.berth.endpoint.Berth;
import dev.berth.endpoint.Endpoint;
import dev.berth.endpoint.ExternalRule;
import dev.berth.endpoint.PassiveRange;
import dev.berth.tenant.TenantStatus;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;

/// Tenants as the contract writes them.
final class TenantJson {

    private TenantJson() {}

    /// @param endpoints all endpoints, or at least those of the tenant
    static JsonObject of(Berth berth, List<Endpoint> endpoints) {
        var json = new JsonObject()
                .put("slug", berth.tenant().slug().value())
                .put("name", berth.tenant().name())
                .put("status", status(berth.tenant().status()))
                .put("storageRoot", berth.tenant().storageRoot())
                .put(
                        "endpoints",
                        new JsonArray(endpoints.stream()
                                .filter(endpoint -> berth.endpoints().contains(endpoint.id()))
                                .map(EndpointJson::of)
                                .toList()));
        berth.range().ifPresent(range -> json.put("passive", passive(range, berth.external())));
        return json;
    }

    private static JsonObject passive(PassiveRange range, List<ExternalRule> external) {
        return new JsonObject()
                .put("ports", range.toString())
                .put(
                        "external",
                        new JsonArray(external.stream()
                                .map(rule -> new JsonObject()
                                        .put("clients", rule.match().toString())
                                        .put("address", rule.address().toString()))
                                .toList()));
    }

    private static String status(TenantStatus status) {
        return switch (status) {
            case ACTIVE -> "active";
            case READ_ONLY -> "read-only";
            case DOWNLOAD_ONLY -> "download-only";
            case BLOCKED -> "blocked";
        };
    }
}
