package dev.berth.admin.limits;

import static java.util.stream.Collectors.joining;

import dev.berth.admin.problem.FieldFault;
import dev.berth.admin.problem.Problem;
import dev.berth.tenant.Limit;
import dev.berth.tenant.Limits;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/// Limits as requests bring them, and as the contract writes them.
public final class LimitJson {

    private LimitJson() {}

    /// Reads all limits of somebody.
    ///
    /// @param at where they are in the body, such as `limits.`; empty for all of it
    /// @param known which there are
    /// @throws Problem with everything that is wrong
    public static Limits read(String at, JsonObject body, Predicate<Limit> known) {
        List<FieldFault> faults = new ArrayList<>();
        Map<Limit, Long> all = new EnumMap<>(Limit.class);
        for (String name : body.fieldNames()) {
            Object value = body.getValue(name);
            Optional<Limit> limit = Limit.named(name).filter(known);
            if (limit.isEmpty()) {
                faults.add(FieldFault.of(at + name, "(given)", "is not known here; known are " + names(known)));
            } else if (value instanceof Number number
                    && number.doubleValue() == number.longValue()
                    && limit.get().allows(number.longValue())) {
                all.put(limit.get(), number.longValue());
            } else {
                faults.add(FieldFault.of(
                        at + name, String.valueOf(value), limit.get().rule()));
            }
        }
        if (!faults.isEmpty()) {
            throw Problem.invalid(faults);
        }
        return new Limits(all);
    }

    /// Writes those that there are.
    public static JsonObject write(Limits limits) {
        var json = new JsonObject();
        limits.all().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(entry -> json.put(entry.getKey().key(), entry.getValue()));
        return json;
    }

    private static String names(Predicate<Limit> known) {
        return Arrays.stream(Limit.values()).filter(known).map(Limit::key).collect(joining(", "));
    }
}
