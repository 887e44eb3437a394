package dev.berth.config;

import static dev.berth.config.Setting.setting;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;

/// `admin.*`: the admin API.
///
/// @param bind `admin.bind`, a literal address; loopback only until the API speaks TLS
/// @param port `admin.port`, 0 for any free one
/// @param healthBind `admin.healthBind`, a literal address
/// @param healthPort `admin.healthPort`, 0 for any free one; empty for no health listener
/// @param healthMetrics `admin.healthMetrics`, whether the health listener tells the meters, too
/// @param metricsTenants `admin.metricsTenants`, how many tenants have meters of their own
public record AdminConfig(
        String bind,
        int port,
        String healthBind,
        Optional<Integer> healthPort,
        boolean healthMetrics,
        int metricsTenants) {

    static final Setting<String> BIND = setting(
            "admin.bind",
            "127.0.0.1",
            Rule.address(
                    "a loopback address such as 127.0.0.1 or ::1, for the API has no TLS yet",
                    InetAddress::isLoopbackAddress),
            "The address of the admin API.");

    static final Setting<Integer> PORT =
            setting("admin.port", 8421, Rule.whole(0, 65_535), "The port of the admin API; 0 takes any that is free.");

    static final Setting<String> HEALTH_BIND = setting(
            "admin.healthBind",
            "127.0.0.1",
            Rule.address("a literal address such as 127.0.0.1 or 0.0.0.0", _ -> true),
            "The address of the health listener, which a load balancer or an orchestrator asks in clear.");

    static final Setting<Optional<Integer>> HEALTH_PORT = setting(
            "admin.healthPort",
            "",
            Rule.optional(Rule.whole(0, 65_535), "no such listener"),
            "The port of the health listener: GET /health/live and /health/ready, and nothing else.");

    static final Setting<Boolean> HEALTH_METRICS = setting(
            "admin.healthMetrics",
            false,
            Rule.flag(),
            "Whether the health listener serves GET /metrics as well, to everybody who reaches it. The admin API serves it"
                    + " in any case, to who has a token.");

    static final Setting<Integer> METRICS_TENANTS = setting(
            "admin.metricsTenants",
            100,
            Rule.whole(0, 10_000),
            "How many tenants, the first by name, have meters of their own; the others are counted together as other.");

    static final List<Setting<?>> SETTINGS =
            List.of(BIND, PORT, HEALTH_BIND, HEALTH_PORT, HEALTH_METRICS, METRICS_TENANTS);

    /// @throws ConfigurationInvalid if a value breaks its rule
    public AdminConfig {
        BIND.require(bind);
        PORT.require(port);
        HEALTH_BIND.require(healthBind);
        HEALTH_PORT.require(healthPort);
        HEALTH_METRICS.require(healthMetrics);
        METRICS_TENANTS.require(metricsTenants);
    }

    /// Without a health listener.
    ///
    /// @throws ConfigurationInvalid if a value breaks its rule
    public AdminConfig(String bind, int port) {
        this(
                bind,
                port,
                HEALTH_BIND.initialValue(),
                Optional.empty(),
                HEALTH_METRICS.initialValue(),
                METRICS_TENANTS.initialValue());
    }

    static AdminConfig read(Values values) {
        return new AdminConfig(
                values.get(BIND),
                values.get(PORT),
                values.get(HEALTH_BIND),
                values.get(HEALTH_PORT),
                values.get(HEALTH_METRICS),
                values.get(METRICS_TENANTS));
    }
}
