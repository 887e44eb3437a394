package dev.berth.jdbc;

import dev.berth.endpoint.DataRules;
import dev.berth.endpoint.PassiveRange;
import dev.berth.endpoint.PortRules;
import dev.berth.tenant.DirectoryRefused;
import dev.berth.tenant.DirectoryRefused.Reason;
import dev.berth.tenant.TenantId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

/// What tenants allow of data connections, as rows.
final class DataRulesRows {

    private DataRulesRows() {}

    static DataRules of(ResultSet row) throws SQLException {
        return new DataRules(
                new PortRules(
                        PortRules.Key.valueOf(row.getString("port_key")),
                        PortRules.Mode.valueOf(row.getString("port_mode"))),
                new DataRules.Active(
                        row.getBoolean("active"), row.getBoolean("from_port_20"), row.getBoolean("privileged_targets")),
                row.getBoolean("fxp"),
                row.getInt("fxp_ports"),
                new DataRules.Limits(limit(row, "max_per_account"), limit(row, "max_per_address")));
    }

    static void store(Work work, TenantId tenant, DataRules rules) throws SQLException {
        work.run("delete from data_rules where tenant_id = ?", tenant.value());
        work.run(
                """
                insert into data_rules (
                    tenant_id, port_key, port_mode, active, from_port_20, privileged_targets, fxp, fxp_ports,
                    max_per_account, max_per_address)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
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
                rules.limits().perAddress().orElse(null));
    }

    private static Optional<Integer> limit(ResultSet row, String column) throws SQLException {
        int limit = row.getInt(column);
        return row.wasNull() ? Optional.empty() : Optional.of(limit);
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
