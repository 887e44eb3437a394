package dev.berth.admin.state;

import dev.berth.admin.plans.PlanJson;
import dev.berth.endpoint.Topology;
import dev.berth.plan.Plans;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
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
    public void compare(String tenant, @Nullable Object now, Object wanted, Steps steps) {
        Map<String, JsonObject> before = steps.named(member(), now, "name");
        Map<String, JsonObject> after = steps.named(member(), wanted, "name");
        after.forEach((name, plan) -> {
            JsonObject was = before.get(name);
            if (was == null) {
                steps.create("createPlan", Map.of(), plan, "plan " + name);
            } else if (PlanJson.isChangedBy(was, plan)) {
                steps.change("changePlan", Map.of("plan", name), was, plan, "plan " + name);
            }
        });
        if (steps.prune()) {
            before.keySet().stream()
                    .filter(name -> !after.containsKey(name))
                    .forEach(name -> steps.removeLast("deletePlan", Map.of("plan", name), "plan " + name));
        }
    }
}
