package dev.berth.admin.state;

import dev.berth.admin.tenants.TenantJson;
import dev.berth.endpoint.Berth;
import dev.berth.endpoint.Topology;
import dev.berth.tenant.Slug;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The tenants, with all their parts.
final class TenantSection implements Section<Topology> {

    /// The parameter of paths.
    static final String TENANT = "tenant";

    /// What a new tenant cannot be given at once.
    private static final List<String> LATER = List.of("status", "statusReason", "schedule");

    private static final JsonObject FRESH = new JsonObject().put("status", "active");

    private final List<Section<Berth>> parts;

    TenantSection(List<Section<Berth>> parts) {
        this.parts = List.copyOf(parts);
    }

    @Override
    public String member() {
        return "tenants";
    }

    @Override
    public Future<JsonArray> read(Topology whole, boolean hashes) {
        Future<JsonArray> tenants = Future.succeededFuture(new JsonArray());
        for (Berth berth : whole.berths()) {
            tenants = tenants.compose(list -> read(berth, whole, hashes).map(list::add));
        }
        return tenants;
    }

    private Future<JsonObject> read(Berth berth, Topology whole, boolean hashes) {
        var tenant = new JsonObject()
                .put("slug", berth.tenant().slug().value())
                .mergeIn(TenantJson.asRequest(berth, whole.endpoints()));
        return Section.read(parts, berth, hashes, tenant);
    }

    @Override
    public void compare(String none, @Nullable Object now, Object wanted, Steps steps) {
        Map<String, JsonObject> before = steps.named(member(), now, "slug");
        Map<String, JsonObject> after = steps.named(member(), wanted, "slug");
        if (steps.prune()) {
            before.keySet().stream()
                    .filter(slug -> !after.containsKey(slug))
                    .forEach(slug -> steps.removeFirst("deleteTenant", Map.of(TENANT, slug), "tenant " + slug));
        }
        after.forEach((slug, tenant) -> {
            if (Slug.isValid(slug)) {
                JsonObject was = before.get(slug);
                steps.checked("tenants " + slug, () -> place(slug, was, tenant, steps));
                Section.compare(parts, slug, was, tenant, steps);
            } else {
                steps.refuse("tenants.slug", slug, Slug.RULE);
            }
        });
    }

    private void place(String slug, @Nullable JsonObject was, JsonObject wanted, Steps steps) {
        JsonObject place = ofItself(wanted);
        String of = "tenant " + slug;
        if (was == null) {
            var later = new JsonObject();
            LATER.stream().filter(place::containsKey).forEach(name -> later.put(name, place.remove(name)));
            place.put("slug", slug);
            TenantJson.check(place);
            steps.create("createTenant", Map.of(), place, of);
            if (!later.isEmpty() && !later.equals(FRESH)) {
                steps.change("changeTenant", Map.of(TENANT, slug), new JsonObject(), later, of);
            }
            return;
        }
        JsonObject before = ofItself(was);
        if (TenantJson.isChangedBy(new Slug(slug), before, place)) {
            steps.change("changeTenant", Map.of(TENANT, slug), before, place, of);
        }
    }

    private JsonObject ofItself(JsonObject tenant) {
        JsonObject place = tenant.copy();
        place.remove("slug");
        parts.forEach(part -> place.remove(part.member()));
        return place;
    }
}
