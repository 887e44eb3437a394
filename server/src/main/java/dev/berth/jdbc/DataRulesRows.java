package dev.berth.jdbc;

import dev.berth.endpoint.DataRules;
import dev.berth.endpoint.PassiveRange;
import dev.berth.endpoint.PortRules;
import dev.berth.endpoint.SourceAddress;
import dev.berth.tenant.DirectoryRefused;
import dev.berth.tenant.DirectoryRefused.Reason;
import dev.berth.tenant.TenantId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What tenants allow of data connections, as rows.
final class DataRulesRows {

    private DataRulesRows() {}

    static DataRules of(ResultSet row) throws SQLException {
        return new DataRules(
                new PortRules(
                        PortRules.Key.valueOf(row.getString("port_key")),
                        PortRules.Mode.valueOf(row.getString("port_mode"))),
                new DataRules.Passive(row.getBoolean("pasv"), Duration.ofSeconds(row.getInt("dns_refresh"))),
                new DataRules.Active(
                        row.getBoolean("active"),
                        row.getBoolean("from_port_20"),
                        row.getBoolean("privileged_targets"),
                        Optional.ofNullable(row.getString("source_address")).map(SourceAddress::parse)),
                row.getBoolean("fxp"),
                row.getInt("fxp_ports"),
                new DataRules.Limits(number(row, "max_per_account"), number(row, "max_per_address")),
                new DataRules.Idle(
                        number(row, "idle_control").map(Duration::ofSeconds),
                        number(row, "idle_data").map(Duration::ofSeconds)));
    }

    static void store(Work work, TenantId tenant, DataRules rules) throws SQLException {
        work.run("delete from data_rules where tenant_id = ?", tenant.value());
        work.run(
                """
                insert into data_rules (
                    tenant_id, port_key, port_mode, active, from_port_20, privileged_targets, fxp, fxp_ports,
                    max_per_account, max_per_address, pasv, dns_refresh, source_address, idle_control, idle_data)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
                tenant.value(),
                rules.ports().key().name(),
                rules.ports().mode().name(),
                rules.active().enabled(),
                rules.active().fromPort20(),
                rules.active().privilegedTargets(),
                rules.fxp(),
                rules.fxpPorts(),
                rules.limits().perAccount().orElse(null),
                rules.limits().perAddress().orElse(null),
                rules.passive().enabled(),
                Math.toIntExact(rules.passive().dnsRefresh().toSeconds()),
                rules.active().source().map(SourceAddress::toString).orElse(null),
                seconds(rules.idle().control()),
                seconds(rules.idle().data()));
    }

    private static Optional<Integer> number(ResultSet row, String column) throws SQLException {
        int number = row.getInt(column);
        return row.wasNull() ? Optional.empty() : Optional.of(number);
    }

    private static @Nullable Integer seconds(Optional<Duration> time) {
        return time.map(Duration::toSeconds).map(Math::toIntExact).orElse(null);
    }

    /// The rules about ports are about a range of the tenant's own, and leave some of it to ordinary clients.
    static void requireFit(DataRules rules, Optional<PassiveRange> range) {
        if (range.isEmpty() && !(rules.ports().equals(PortRules.DEFAULT) && rules.fxpPorts() == 0)) {
            throw new DirectoryRefused(
                    Reason.INVALID,
                    "data",
                    "key, mode or fxpPorts",
                    "can differ from the usual only for a tenant that has passive ports of its own");
        }
        if (range.isPresent() && rules.fxpPorts() >= range.get().size()) {
            throw new DirectoryRefused(
                    Reason.INVALID,
                    "data.fxpPorts",
                    String.valueOf(rules.fxpPorts()),
                    "is " + DataRules.FXP_PORTS_RULE);
        }
    }
}
