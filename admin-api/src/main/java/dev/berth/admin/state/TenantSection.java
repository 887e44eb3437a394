package dev.berth.admin.state;

import dev.berth.admin.operation.MergePatch;
import dev.berth.admin.problem.Fields;
import dev.berth.admin.tenants.DataFields;
import dev.berth.admin.tenants.PlannedTenant;
import dev.berth.admin.tenants.TenantJson;
import dev.berth.endpoint.Alterations;
import dev.berth.endpoint.Berth;
import dev.berth.endpoint.DataRules;
import dev.berth.endpoint.Topology;
import dev.berth.tenant.DirectoryRefused;
import dev.berth.tenant.Slug;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The tenants, with all their parts.
final class TenantSection implements Section<Topology> {

    /// The parameter of paths.
    static final String TENANT = "tenant";

    /// What a new tenant cannot be given at once.
    private static final List<String> LATER = List.of("status", "statusReason", "schedule");

    private static final String DATA = "data";
    private static final JsonObject FRESH = new JsonObject().put("status", "active");

    private final List<Section<Berth>> parts;
    private final Alterations alterations;
    private final FolderUse folders;

    /// @param alterations knows what a tenant can be
    /// @param folders knows which folders its accounts can have
    TenantSection(List<Section<Berth>> parts, Alterations alterations, FolderUse folders) {
        this.parts = List.copyOf(parts);
        this.alterations = alterations;
        this.folders = folders;
    }

    /// Where a tenant is in the document.
    static String at(String slug) {
        return Steps.at("tenants", slug);
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

    @Override
    public void tell(Object now, Outcome outcome) {
        ((JsonArray) now).forEach(each -> {
            JsonObject tenant = (JsonObject) each;
            String slug = tenant.getString("slug");
            outcome.there(slug, TenantJson.planned(new Slug(slug), ofItself(tenant), new JsonObject()));
        });
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
            before.keySet().stream().filter(slug -> !after.containsKey(slug)).forEach(slug -> {
                steps.outcome().noTenant(slug);
                steps.removeFirst("deleteTenant", Map.of(TENANT, slug), "tenant " + slug);
            });
        }
        after.forEach((slug, tenant) -> {
            if (Slug.isValid(slug)) {
                JsonObject was = before.get(slug);
                List<Section<Berth>> rest = new ArrayList<>(parts);
                steps.checked(at(slug), () -> place(slug, was, tenant, rest, steps));
                Section.compare(rest, slug, was, tenant, steps);
                steps.checked(at(slug), () -> requireFit(slug, was, tenant, steps));
                folders.find(slug, was, tenant, steps);
            } else {
                steps.refuse(at(slug) + ".slug", slug, Slug.RULE);
            }
        });
    }

    /// @param rest loses the parts that come before
    private void place(
            String slug, @Nullable JsonObject was, JsonObject wanted, List<Section<Berth>> rest, Steps steps) {
        JsonObject place = was == null ? MergePatch.apply(new JsonObject(), ofItself(wanted)) : ofItself(wanted);
        String of = "tenant " + slug;
        steps.outcome().unclearTenant(slug);
        JsonObject before = was == null ? FRESH : ofItself(was);
        PlannedTenant after = TenantJson.planned(new Slug(slug), before, place);
        alterations.require(after.place());
        steps.outcome().will(slug, after);
        if (was == null) {
            var later = new JsonObject();
            LATER.stream().filter(place::containsKey).forEach(name -> later.put(name, place.remove(name)));
            place.put("slug", slug);
            steps.create("createTenant", Map.of(), place, of);
            if (!later.isEmpty() && !later.equals(FRESH)) {
                steps.change("changeTenant", Map.of(TENANT, slug), new JsonObject(), later, of);
            }
        } else if (steps.outcome().isNewTenant(slug)) {
            if (!fits(was.getValue(DATA), after)) {
                List<Section<Berth>> first =
                        rest.stream().filter(part -> part.member().equals(DATA)).toList();
                Section.compare(first, slug, was, wanted, steps);
                rest.removeAll(first);
            }
            steps.change("changeTenant", Map.of(TENANT, slug), before, place, of);
        }
    }

    /// The rules for data connections are about the ports that the tenant will have.
    private void requireFit(String slug, @Nullable JsonObject was, JsonObject wanted, Steps steps) {
        PlannedTenant after = steps.outcome().tenants().get(slug);
        Object said = wanted.getValue(DATA);
        if (after != null) {
            requireFit(said == null && was != null ? was.getValue(DATA) : said, after);
        }
    }

    private void requireFit(@Nullable Object data, PlannedTenant after) {
        if (data instanceof JsonObject rules) {
            alterations.require(
                    Fields.readable(rules, DataFields::rules).orElse(DataRules.DEFAULT),
                    after.place().range());
        }
    }

    private boolean fits(@Nullable Object data, PlannedTenant after) {
        try {
            requireFit(data, after);
            return true;
        } catch (DirectoryRefused _) {
            return false;
        }
    }

    private JsonObject ofItself(JsonObject tenant) {
        JsonObject place = tenant.copy();
        place.remove("slug");
        parts.forEach(part -> place.remove(part.member()));
        return place;
    }
}
