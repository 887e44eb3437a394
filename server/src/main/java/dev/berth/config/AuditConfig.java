package dev.berth.config;

import static dev.berth.config.Setting.setting;

import java.util.List;

/// `audit.*`: the audit record.
///
/// @param days `audit.days`, for how long records are kept
/// @param queue `audit.queue`, how many may wait to be written
public record AuditConfig(int days, int queue) {

    static final Setting<Integer> DAYS = setting(
            "audit.days",
            90,
            Rule.whole(1, 36_500),
            "For how many days audit records are kept, unless a tenant has a time of its own.");

    static final Setting<Integer> QUEUE = setting(
            "audit.queue",
            50_000,
            Rule.whole(1000, 1_000_000),
            "How many audit records may wait in memory while the database is slow or down; those beyond are lost, counted"
                    + " and told.");

    static final List<Setting<?>> SETTINGS = List.of(DAYS, QUEUE);

    /// @throws ConfigurationInvalid if a value breaks its rule
    public AuditConfig {
        DAYS.require(days);
        QUEUE.require(queue);
    }

    static AuditConfig read(Values values) {
        return new AuditConfig(values.get(DAYS), values.get(QUEUE));
    }
}
