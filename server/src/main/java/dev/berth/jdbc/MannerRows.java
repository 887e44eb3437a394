package dev.berth.jdbc;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
import static java.util.stream.Collectors.toMap;

import dev.berth.endpoint.ClientNetwork;
import dev.berth.endpoint.MannerRule;
import dev.berth.endpoint.Manners.StouText;
import dev.berth.endpoint.TenantManners;
import dev.berth.tenant.DirectoryRefused;
import dev.berth.tenant.DirectoryRefused.Reason;
import dev.berth.tenant.TenantId;
import java.nio.charset.Charset;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// How the server speaks to tenants' clients, as rows.
final class MannerRows {

    private static final int MOST_RULES = 100;

    private final Work work;

    MannerRows(Work work) {
        this.work = work;
    }

    private record Owned(long tenant, MannerRule rule) {}

    /// All tenants.
    Map<TenantId, TenantManners> all() throws SQLException {
        Map<Long, List<MannerRule>> rules =
                work.all("""
                select tenant_id, client, network, account, extended_passive, allo, time_zone, charset, stou
                  from manner_rule
                 order by tenant_id, place
                """, row -> new Owned(row.getLong("tenant_id"), rule(row))).stream()
                        .collect(groupingBy(Owned::tenant, mapping(Owned::rule, toList())));
        return work
                .all(
                        "select id, greeting, time_zone, charset from tenant",
                        row -> Map.entry(
                                new TenantId(row.getLong("id")),
                                new TenantManners(
                                        text(row, "greeting"),
                                        ZoneId.of(row.getString("time_zone")),
                                        text(row, "charset").map(Charset::forName),
                                        rules.getOrDefault(row.getLong("id"), List.of()))))
                .stream()
                .collect(toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /// Replaces those of one tenant.
    void store(TenantId tenant, TenantManners manners) throws SQLException {
        if (!work.any("select id from tenant where id = ?", tenant.value())) {
            throw new DirectoryRefused(Reason.NOT_FOUND, "tenant", tenant.toString(), "is not a tenant");
        }
        if (manners.rules().size() > MOST_RULES) {
            throw new DirectoryRefused(
                    Reason.INVALID, "rules", manners.rules().size() + " rules", "has at most " + MOST_RULES + " rules");
        }
        work.run(
                "update tenant set greeting = ?, time_zone = ?, charset = ? where id = ?",
                manners.greeting().orElse(null),
                manners.zone().getId(),
                manners.charset().map(Charset::name).orElse(null),
                tenant.value());
        work.run("delete from manner_rule where tenant_id = ?", tenant.value());
        int place = 0;
        for (MannerRule rule : manners.rules()) {
            work.run(
                    """
                    insert into manner_rule (tenant_id, place, client, network, account, extended_passive, allo,
                                             time_zone, charset, stou)
                    values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                    """,
                    tenant.value(),
                    place++,
                    rule.client().orElse(null),
                    rule.network().toString(),
                    rule.account().orElse(null),
                    rule.extendedPassive().orElse(null),
                    rule.allo().orElse(null),
                    rule.zone().map(ZoneId::getId).orElse(null),
                    rule.charset().map(Charset::name).orElse(null),
                    rule.stou().map(Enum::name).orElse(null));
        }
    }

    private static MannerRule rule(ResultSet row) throws SQLException {
        return new MannerRule(
                text(row, "client"),
                ClientNetwork.parse(row.getString("network")),
                text(row, "account"),
                Optional.ofNullable(flag(row, "extended_passive")),
                text(row, "allo"),
                text(row, "time_zone").map(ZoneId::of),
                text(row, "charset").map(Charset::forName),
                text(row, "stou").map(StouText::valueOf));
    }

    private static Optional<String> text(ResultSet row, String column) throws SQLException {
        return Optional.ofNullable(row.getString(column));
    }

    private static @Nullable Boolean flag(ResultSet row, String column) throws SQLException {
        boolean value = row.getBoolean(column);
        return row.wasNull() ? null : value;
    }
}
