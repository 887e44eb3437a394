package dev.berth.admin.limits;

import dev.berth.admin.problem.Fields;
import dev.berth.admin.problem.Problem;
import dev.berth.tenant.Limit;
import dev.berth.tenant.Limits;
import io.vertx.core.json.JsonObject;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/// Limits as requests bring them, and as the contract writes them.
public final class LimitJson {

    private LimitJson() {}

    /// Reads all limits of somebody out of a body.
    ///
    /// @param known which there are
    /// @throws Problem with everything that is wrong
    public static Limits read(JsonObject body, Predicate<Limit> known) {
        return Fields.read(body, fields -> of(fields, known));
    }

    /// Reads all limits of somebody.
    ///
    /// @param known which there are
    public static Optional<Limits> of(Fields fields, Predicate<Limit> known) {
        Map<Limit, Long> all = new EnumMap<>(Limit.class);
        Arrays.stream(Limit.values())
                .filter(known)
                .forEach(limit -> fields.whole(limit.key(), limit.rule(), limit::allows)
                        .ifPresent(number -> all.put(limit, number)));
        return Optional.of(new Limits(all));
    }

    /// Writes those that there are.
    public static JsonObject write(Limits limits) {
        var json = new JsonObject();
        limits.all().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(entry -> json.put(entry.getKey().key(), entry.getValue()));
        return json;
    }
}
