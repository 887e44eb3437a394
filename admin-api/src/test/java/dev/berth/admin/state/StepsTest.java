package dev.berth.admin.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// What the diff of a step shows.
class StepsTest {

    @Test
    void a_secret_that_was_not_there_was_nothing_before() {
        JsonObject wanted = new JsonObject().put("hash", "b").put("label", "camera");
        assertThat(Steps.diff(new JsonObject(), wanted).encode())
                .isEqualTo("[{\"field\":\"hash\",\"from\":null,\"to\":\"***\"},"
                        + "{\"field\":\"label\",\"from\":null,\"to\":\"camera\"}]");
        assertThat(Steps.diff(new JsonObject().put("hash", "a"), new JsonObject().put("hash", "b"))
                        .encode())
                .isEqualTo("[{\"field\":\"hash\",\"from\":\"***\",\"to\":\"***\"}]");
    }

    @Test
    void what_a_patch_leaves_as_it_is_is_no_change() {
        var before = new JsonObject("""
                {"name": "a", "passive": {"ports": "1-2", "external": []}, "manners": {"greeting": "hi"}}""");
        var steps = new Steps(false, new Outcome());
        steps.change("changeTenant", Map.of(), before, new JsonObject("""
                {"name": "b", "passive": {"ports": "1-2"}, "manners": null}"""), "tenant a");
        assertThat(steps.all().getFirst().diff().encode())
                .isEqualTo("[{\"field\":\"name\",\"from\":\"a\",\"to\":\"b\"},"
                        + "{\"field\":\"manners\",\"from\":{\"greeting\":\"hi\"},\"to\":null}]");
    }
}
