package dev.berth.deploy.ctl;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;

/// The steps of a state as people read them.
class StatePlanTest {

    @Test
    void each_step_has_its_members_below_it_and_the_sum_says_whether_it_is_done() {
        JsonObject report = new JsonObject("""
                {"dryRun": true, "steps": [
                  {"action": "create", "of": "tenant north", "changes": [{"field": "slug", "from": null, "to": "north"}]},
                  {"action": "change", "of": "tenant south", "changes": [{"field": "name", "from": "South", "to": "The South"},
                                                                         {"field": "plan", "from": "gold", "to": null}]},
                  {"action": "remove", "of": "account bob of south", "changes": []}]}""");
        assertThat(StatePlan.text(report).lines())
                .containsExactly(
                        "create  tenant north",
                        "          slug: north",
                        "change  tenant south",
                        "          name: South -> The South",
                        "          plan: gold -> (none)",
                        "remove  account bob of south",
                        "",
                        "3 steps: 1 create, 1 change, 1 remove. Nothing is done (dry run).");
        assertThat(StatePlan.text(report.put("dryRun", false))).endsWith("All are done.");
    }

    @Test
    void nothing_to_do_is_said() {
        assertThat(StatePlan.text(new JsonObject("{\"dryRun\": false, \"steps\": []}")))
                .isEqualTo("Everything is as the document says.");
    }
}
