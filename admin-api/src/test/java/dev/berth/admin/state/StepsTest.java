package dev.berth.admin.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
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
}
