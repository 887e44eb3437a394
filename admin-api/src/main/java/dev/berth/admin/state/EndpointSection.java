package dev.berth.admin.state;

import dev.berth.admin.endpoints.EndpointJson;
import dev.berth.admin.operation.MergePatch;
import dev.berth.admin.state.CertificateList.Owner;
import dev.berth.certificate.CertificateOwner;
import dev.berth.endpoint.Alterations;
import dev.berth.endpoint.Endpoint;
import dev.berth.endpoint.NewEndpoint;
import dev.berth.endpoint.Topology;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The endpoints that tenants share, with their certificates.
///
/// @param certificates knows those
/// @param alterations knows what an endpoint can be
record EndpointSection(CertificateList certificates, Alterations alterations) implements Section<Topology> {

    @Override
    public String member() {
        return "endpoints";
    }

    @Override
    public Future<JsonArray> read(Topology whole, boolean hashes) {
        Future<JsonArray> all = Future.succeededFuture(new JsonArray());
        for (Endpoint endpoint : whole.endpoints()) {
            if (endpoint.owner().isEmpty()) {
                all = all.compose(list -> read(endpoint, hashes).map(list::add));
            }
        }
        return all;
    }

    @Override
    public void tell(Object now, Outcome outcome) {
        ((JsonArray) now).forEach(each -> {
            JsonObject endpoint = (JsonObject) each;
            outcome.there(endpoint.getString("name"), EndpointJson.planned(ofItself(endpoint), new JsonObject()));
        });
    }

    private Future<JsonObject> read(Endpoint endpoint, boolean hashes) {
        return certificates
                .read(new CertificateOwner.OfEndpoint(endpoint.id()), hashes)
                .map(list -> EndpointJson.of(endpoint).put(CertificateList.MEMBER, list));
    }

    @Override
    public void compare(String tenant, @Nullable Object now, Object wanted, Steps steps) {
        Map<String, JsonObject> before = steps.named(member(), now, "name");
        Map<String, JsonObject> after = steps.named(member(), wanted, "name");
        after.forEach((name, endpoint) -> {
            JsonObject was = before.get(name);
            steps.checked(Steps.at(member(), name), () -> place(name, was, endpoint, steps));
            Object list = endpoint.getValue(CertificateList.MEMBER);
            if (list != null) {
                certificates.compare(
                        owner(name), was == null ? null : was.getValue(CertificateList.MEMBER), list, steps);
            }
        });
        if (steps.prune()) {
            before.keySet().stream().filter(name -> !after.containsKey(name)).forEach(name -> {
                steps.outcome().noEndpoint(name);
                steps.removeLast("deleteEndpoint", path(name), "endpoint " + name);
            });
        }
    }

    private void place(String name, @Nullable JsonObject was, JsonObject wanted, Steps steps) {
        JsonObject place = was == null ? MergePatch.apply(new JsonObject(), ofItself(wanted)) : ofItself(wanted);
        String of = "endpoint " + name;
        steps.outcome().unclearEndpoint(name);
        NewEndpoint after = EndpointJson.planned(was == null ? new JsonObject() : ofItself(was), place);
        alterations.require(after);
        steps.outcome().will(name, after);
        if (was == null) {
            steps.create("createEndpoint", Map.of(), place, of);
        } else if (steps.outcome().isNewEndpoint(name)) {
            steps.change("changeEndpoint", path(name), ofItself(was), place, of);
        }
    }

    private static JsonObject ofItself(JsonObject endpoint) {
        JsonObject place = endpoint.copy();
        place.remove(CertificateList.MEMBER);
        return place;
    }

    private static Owner owner(String name) {
        return new Owner(
                Steps.at("endpoints", name),
                "endpoint " + name,
                path(name),
                "putEndpointCertificate",
                "deleteEndpointCertificate");
    }

    private static Map<String, String> path(String name) {
        return Map.of("endpoint", name);
    }
}
