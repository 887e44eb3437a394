package dev.berth.admin.quotas;

import dev.berth.admin.problem.Fields;
import dev.berth.admin.problem.Problem;
import dev.berth.plan.Allowance;
import dev.berth.quota.Quota;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.Optional;
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

    /// Reads a quota out of a body; what is left out has no limit.
    ///
    /// @throws Problem with everything that is wrong
    public static Quota read(JsonObject body) {
        return Fields.read(body, QuotaJson::of);
    }

    /// Reads a quota; what is left out has no limit.
    public static Optional<Quota> of(Fields fields) {
        return Optional.of(new Quota(limit(fields, "octets"), limit(fields, "files"), limit(fields, "volume")));
    }

    /// Writes a quota; what has no limit is left out.
    public static JsonObject write(Quota quota) {
        var json = new JsonObject();
        put(json, "octets", quota.octets());
        put(json, "files", quota.files());
        put(json, "volume", quota.volume());
        return json;
    }

    private static long limit(Fields fields, String name) {
        return fields.whole(name, RULE, 0, Quota.UNLIMITED - 1).orElse(Quota.UNLIMITED);
    }

    private static void put(JsonObject quota, String name, long limit) {
        if (limit != Quota.UNLIMITED) {
            quota.put(name, limit);
        }
    }
}
