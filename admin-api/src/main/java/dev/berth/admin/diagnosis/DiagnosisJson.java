package dev.berth.admin.diagnosis;

import dev.berth.admin.operation.SessionId;
import dev.berth.diagnosis.Cause;
import dev.berth.diagnosis.Diagnosis.Story;
import dev.berth.diagnosis.Entry;
import dev.berth.diagnosis.Failed;
import dev.berth.diagnosis.NetworkCounts;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Locale;

/// Diagnoses as the contract writes them.
final class DiagnosisJson {

    private DiagnosisJson() {}

    static JsonObject counts(NetworkCounts counts) {
        return new JsonObject()
                .put("network", counts.network())
                .put("announced", counts.announced())
                .put("arrived", counts.arrived())
                .put("expired", counts.expired())
                .put("mismatched", counts.mismatched())
                .put("givenUp", counts.givenUp())
                .put("refused", counts.refused())
                .put("unroutable", counts.unroutable())
                .put("dialled", counts.dialled())
                .put("unreachable", counts.unreachable());
    }

    /// Where a session stands in a list whose latest failure comes first, fit to be sorted as text.
    static String place(Story story) {
        long failed = story.failed().map(Failed::at).orElse(Instant.EPOCH).toEpochMilli();
        return String.format(Locale.ROOT, "%019d.%d", Long.MAX_VALUE - failed, story.session());
    }

    static JsonObject failure(String node, Story story) {
        JsonObject json = head(node, story);
        story.failed()
                .ifPresent(failed -> json.put("failed", failed.at().toString())
                        .put("mended", failed.mended())
                        .put("cause", cause(failed.cause())));
        return json;
    }

    static JsonObject story(String node, Story story) {
        return failure(node, story)
                .put(
                        "entries",
                        new JsonArray(story.entries().stream()
                                .map(DiagnosisJson::entry)
                                .toList()));
    }

    private static JsonObject head(String node, Story story) {
        return new JsonObject()
                .put("session", SessionId.write(node, story.session()))
                .put("client", story.client())
                .put("user", story.user())
                .put("opened", story.opened().toString())
                .put("open", story.isOpen());
    }

    private static JsonObject cause(Cause cause) {
        return new JsonObject()
                .put("kind", kind(cause.kind()))
                .put("sentence", cause.sentence())
                .put("remedy", cause.remedy());
    }

    /// Such as `not-reached`.
    static String kind(Cause.Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static JsonObject entry(Entry entry) {
        return new JsonObject()
                .put("at", entry.at().toString())
                .put("who", entry.who().name().toLowerCase(Locale.ROOT))
                .put("text", entry.text());
    }
}
