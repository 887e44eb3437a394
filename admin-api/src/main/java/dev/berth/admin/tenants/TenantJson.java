package dev.berth.admin.tenants;

import dev.berth.admin.endpoints.EndpointJson;
import dev.berth.admin.operation.MergePatch;
import dev.berth.admin.problem.Fields;
import dev.berth.endpoint.Berth;
import dev.berth.endpoint.Destination;
import dev.berth.endpoint.Endpoint;
import dev.berth.endpoint.ExternalRule;
import dev.berth.endpoint.KnownBy;
import dev.berth.endpoint.PassiveRange;
import dev.berth.tenant.FileOwner;
import dev.berth.tenant.Slug;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;

/// Tenants as the contract writes them.
public final class TenantJson {

    private TenantJson() {}

    /// @param endpoints all endpoints, or at least those of the tenant
    static JsonObject of(Berth berth, List<Endpoint> endpoints) {
        var json = new JsonObject()
                .put("slug", berth.tenant().slug().value())
                .put("name", berth.tenant().name())
                .put("storageRoot", berth.tenant().storageRoot())
                .put(
                        "endpoints",
                        new JsonArray(endpoints.stream()
                                .filter(endpoint -> berth.endpoints().contains(endpoint.id()))
                                .map(EndpointJson::of)
                                .toList()));
        berth.range().ifPresent(range -> json.put("passive", passive(range, berth.external())));
        StatusFields.write(json, berth.course());
        berth.plan().ifPresent(plan -> json.put("plan", plan.value()));
        putOwner(berth.tenant().fileOwner(), json);
        putKnownBy(berth.knownBy(), json);
        putSome("warnings", PortWarnings.of(berth, endpoints, Long.MAX_VALUE), json);
        return json;
    }

    /// The tenant as a request would write it, for a merge patch.
    ///
    /// @param endpoints all endpoints, or at least those of the tenant
    public static JsonObject asRequest(Berth berth, List<Endpoint> endpoints) {
        List<Endpoint> own = endpoints.stream()
                .filter(endpoint -> berth.endpoints().contains(endpoint.id()))
                .toList();
        var json = new JsonObject()
                .put("name", berth.tenant().name())
                .put("storageRoot", berth.tenant().storageRoot())
                .put(
                        "endpoints",
                        new JsonArray(own.stream()
                                .filter(endpoint -> endpoint.owner().isEmpty())
                                .map(Endpoint::name)
                                .toList()))
                .put(
                        "listeners",
                        new JsonArray(own.stream()
                                .filter(endpoint -> endpoint.owner().isPresent())
                                .flatMap(endpoint -> EndpointJson.of(endpoint).getJsonArray("listeners").stream())
                                .toList()));
        berth.range().ifPresent(range -> json.put("passive", passive(range, berth.external())));
        StatusFields.write(json, berth.course());
        berth.plan().ifPresent(plan -> json.put("plan", plan.value()));
        putOwner(berth.tenant().fileOwner(), json);
        putKnownBy(berth.knownBy(), json);
        return json;
    }

    /// What a merge patch makes of a tenant.
    ///
    /// @param now as [#asRequest] writes it; with nothing but a status for one that is to be made
    /// @throws dev.berth.admin.problem.Problem with everything that is wrong with the patch
    public static PlannedTenant planned(Slug slug, JsonObject now, JsonObject patch) {
        return Fields.read(MergePatch.apply(now, patch), patch, fields -> TenantFields.altered(slug, fields));
    }

    private static void putOwner(FileOwner owner, JsonObject json) {
        if (owner.isSomebody()) {
            var numbers = new JsonObject();
            owner.uid().ifPresent(uid -> numbers.put("uid", uid));
            owner.gid().ifPresent(gid -> numbers.put("gid", gid));
            json.put("fileOwner", numbers);
        }
    }

    private static void putKnownBy(KnownBy knownBy, JsonObject json) {
        putSome("domains", knownBy.domains(), json);
        putSome(
                "destinations",
                knownBy.destinations().stream().map(Destination::toString).toList(),
                json);
    }

    private static void putSome(String name, List<String> values, JsonObject json) {
        if (!values.isEmpty()) {
            json.put(name, new JsonArray(values));
        }
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
}
