package dev.berth.jdbc;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toMap;

import dev.berth.tenant.Limit;
import dev.berth.tenant.Limits;
import dev.berth.tenant.TenantId;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.Map;

/// Limits as one column: `key=number`, separated by commas, in the order of [Limit].
final class LimitColumn {

    private LimitColumn() {}

    /// The text of limits; empty for none.
    static String write(Limits limits) {
        return limits.all().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(entry -> entry.getKey().key() + "=" + entry.getValue())
                .collect(joining(","));
    }

    /// The limits of a text. What this version does not know was written by a newer one, and limits nothing here.
    static Limits read(String text) {
        Map<Limit, Long> all = new EnumMap<>(Limit.class);
        for (String entry : text.split(",", -1)) {
            int equals = entry.indexOf('=');
            if (equals > 0) {
                long number = Long.parseLong(entry.substring(equals + 1));
                Limit.named(entry.substring(0, equals))
                        .filter(limit -> limit.allows(number))
                        .ifPresent(limit -> all.put(limit, number));
            }
        }
        return new Limits(all);
    }

    /// What is in force for all tenants that have any: their own, and below them those of their plan.
    static Map<TenantId, Limits> ofTenants(Work work) throws SQLException {
        Map<Long, Limits> plans = work
                .all(
                        "select p.id, v.limits from plan p join plan_version v on v.plan_id = p.id and v.version = p.version",
                        row -> Map.entry(row.getLong("id"), read(row.getString("limits"))))
                .stream()
                .collect(toMap(Map.Entry::getKey, Map.Entry::getValue));
        return work
                .all(
                        "select id, limits, plan_id from tenant where limits <> '' or plan_id is not null",
                        row -> Map.entry(
                                new TenantId(row.getLong("id")),
                                read(row.getString("limits"))
                                        .over(plans.getOrDefault(row.getLong("plan_id"), Limits.NONE))))
                .stream()
                .collect(toMap(Map.Entry::getKey, Map.Entry::getValue));
    }
}
