package dev.berth.admin.quotas;

import dev.berth.admin.problem.FieldFault;
import dev.berth.admin.problem.Problem;
import dev.berth.plan.Allowance;
import dev.berth.quota.Quota;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToLongFunction;

/// Quotas as requests bring them, and as the contract writes them.
public final class QuotaJson {

    private static final String RULE = "a whole number from 0 on; leave it out for no limit";

    /// The parts of a quota by name.
    public static final Map<String, ToLongFunction<Allowance>> PARTS = new TreeMap<>(Map.of(
            "octets", allowance -> allowance.quota().octets(),
            "files", allowance -> allowance.quota().files(),
            "volume", allowance -> allowance.quota().volume()));

    private QuotaJson() {}

    /// Reads a quota; what is left out has no limit.
    ///
    /// @param at where it is in the body, such as `quota.`; empty for all of it
    /// @throws Problem with everything that is wrong
    public static Quota read(String at, JsonObject body) {
        List<FieldFault> faults = new ArrayList<>();
        for (String name : body.fieldNames()) {
            boolean known = PARTS.containsKey(name);
            boolean whole = body.getValue(name) instanceof Number number
                    && number.doubleValue() == number.longValue()
                    && number.longValue() >= 0
                    && number.longValue() < Quota.UNLIMITED;
            if (!known || !whole) {
                faults.add(FieldFault.of(
                        at + name,
                        String.valueOf(body.getValue(name)),
                        known ? RULE : "one of " + String.join(", ", PARTS.keySet())));
            }
        }
        if (!faults.isEmpty()) {
            throw Problem.invalid(faults);
        }
        return new Quota(limit(body, "octets"), limit(body, "files"), limit(body, "volume"));
    }

    /// Writes a quota; what has no limit is left out.
    public static JsonObject write(Quota quota) {
        var json = new JsonObject();
        put(json, "octets", quota.octets());
        put(json, "files", quota.files());
        put(json, "volume", quota.volume());
        return json;
    }

    private static long limit(JsonObject body, String name) {
        return body.getLong(name, Quota.UNLIMITED);
    }

    private static void put(JsonObject quota, String name, long limit) {
        if (limit != Quota.UNLIMITED) {
            quota.put(name, limit);
        }
    }
}
