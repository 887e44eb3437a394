package dev.berth.admin.state;

import dev.berth.admin.plans.PlanJson;
import dev.berth.endpoint.Topology;
import dev.berth.plan.Plans;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The plans, as they are in force; a plan that is restored begins with version 1.
final class PlanSection implements Section<Topology> {

    private final Plans plans;

    PlanSection(Plans plans) {
        this.plans = plans;
    }

    @Override
    public String member() {
        return "plans";
    }

    @Override
    public Future<JsonArray> read(Topology whole, boolean hashes) {
        return plans.all()
                .map(all -> new JsonArray(all.stream().map(PlanJson::asRequest).toList()));
    }

    @Override
    public void tell(Object now, Outcome outcome) {
        ((JsonArray) now).forEach(plan -> outcome.plan(((JsonObject) plan).getString("name")));
    }

    /// The merge patch that takes out what the limits and the quota of the document leave out.
    private static JsonObject whole(JsonObject was, JsonObject wanted) {
        JsonObject patch = wanted.copy();
        for (String member : List.of("limits", "quota")) {
            if (patch.getValue(member) instanceof JsonObject given) {
                was.getJsonObject(member).fieldNames().stream()
                        .filter(name -> !given.containsKey(name))
                        .forEach(given::putNull);
            }
        }
        return patch;
    }

    @Override
    public void compare(String tenant, @Nullable Object now, Object wanted, Steps steps) {
        Map<String, JsonObject> before = steps.named(member(), now, "name");
        Map<String, JsonObject> after = steps.named(member(), wanted, "name");
        after.forEach((name, plan) -> steps.checked(Steps.at(member(), name), () -> {
            JsonObject was = before.get(name);
            steps.outcome().plan(name);
            if (was == null) {
                PlanJson.check(plan);
                steps.create("createPlan", Map.of(), plan, "plan " + name);
                return;
            }
            JsonObject patch = whole(was, plan);
            if (PlanJson.isChangedBy(was, patch)) {
                steps.change("changePlan", Map.of("plan", name), was, patch, "plan " + name);
            }
        }));
        if (steps.prune()) {
            before.keySet().stream().filter(name -> !after.containsKey(name)).forEach(name -> {
                steps.outcome().noPlan(name);
                steps.removeLast("deletePlan", Map.of("plan", name), "plan " + name);
            });
        }
    }
}
