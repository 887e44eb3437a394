package dev.berth.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// What a step of a state shows of what it changes.
class StateChangesTest {

    @RegisterExtension
    static final ApiUnderTest node = new ApiUnderTest();

    @Test
    void a_limit_that_is_taken_away_is_shown() {
        JsonObject document = document("bounded", FreePorts.block(4));
        JsonObject tenant = document.getJsonArray("tenants").getJsonObject(0);
        tenant.put("quota", new JsonObject().put("files", 5).put("octets", 7_000_000));
        assertThat(node.operator().put("/state", document).status()).isEqualTo(200);
        tenant.put("quota", new JsonObject().put("files", 5));
        ApiAnswer planned = node.operator().put("/state?dryRun=true", document);
        assertThat(planned.steps()).containsExactly("change quota of tenant bounded planned");
        assertThat(planned.json()
                        .getJsonArray("steps")
                        .getJsonObject(0)
                        .getJsonArray("changes")
                        .encode())
                .isEqualTo("[{\"field\":\"octets\",\"from\":7000000,\"to\":null}]");
    }

    private static JsonObject document(String slug, int port) {
        var tenant = new JsonObject()
                .put("slug", slug)
                .put("listeners", new JsonArray().add(new JsonObject().put("port", port)))
                .put("passive", new JsonObject().put("ports", (port + 1) + "-" + (port + 3)));
        return new JsonObject().put("tenants", new JsonArray().add(tenant));
    }
}
