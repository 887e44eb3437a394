package dev.berth.config;

import static dev.berth.config.Setting.setting;

import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// `admin.*`: the admin API.
///
/// @param bind `admin.bind`, a literal address
/// @param port `admin.port`, 0 for any free one
/// @param healthBind `admin.healthBind`, a literal address
/// @param healthPort `admin.healthPort`, 0 for any free one; empty for no health listener
/// @param healthMetrics `admin.healthMetrics`, whether the health listener tells the meters, too
/// @param metricsTenants `admin.metricsTenants`, how many tenants have meters of their own
/// @param callsPerSecond `admin.callsPerSecond`, 0 for no limit
/// @param origins `admin.origins`
/// @param certificate `admin.certificate`; empty for an API in clear
/// @param certificateKey `admin.certificateKey`; empty if it is in the same file
/// @param clientAuthorities `admin.clientAuthorities`; empty if clients need no certificate
/// @param clear `admin.clear`, whether an API in clear may be on another address than a loopback one
/// @param loginLifetime `admin.loginLifetime`, how long what a login gave holds
public record AdminConfig(
        String bind,
        int port,
        String healthBind,
        Optional<Integer> healthPort,
        boolean healthMetrics,
        int metricsTenants,
        int callsPerSecond,
        List<String> origins,
        Optional<Path> certificate,
        Optional<Path> certificateKey,
        Optional<Path> clientAuthorities,
        boolean clear,
        Duration loginLifetime) {

    static final Setting<String> BIND = setting(
            "admin.bind",
            "127.0.0.1",
            Rule.address(
                    "a literal address such as 127.0.0.1; one that is not a loopback address needs admin.certificate, or"
                            + " admin.clear",
                    _ -> true),
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

    static final Setting<Integer> CALLS_PER_SECOND = setting(
            "admin.callsPerSecond",
            200,
            Rule.whole(0, 1_000_000),
            "How many calls a second one caller of the admin API has, ten times as many at once after a pause; 0 for no"
                    + " limit.");

    static final Setting<List<String>> ORIGINS = setting(
            "admin.origins",
            List.of(),
            Rule.origins(),
            "The origins of web pages that may call the admin API from a browser (CORS).");

    static final Setting<Optional<Path>> CERTIFICATE = setting(
            "admin.certificate",
            "",
            Rule.optional(Rule.path(), "an API in clear"),
            "The file of the certificate of the admin API, which speaks TLS with it: PEM, its issuers after it.");

    static final Setting<Optional<Path>> CERTIFICATE_KEY = setting(
            "admin.certificateKey",
            "",
            Rule.optional(Rule.path(), "the file of admin.certificate"),
            "The file of its private key: PEM, PKCS#8, not encrypted.");

    static final Setting<Optional<Path>> CLIENT_AUTHORITIES = setting(
            "admin.clientAuthorities",
            "",
            Rule.optional(Rule.path(), "no certificates of clients"),
            "The file of the authorities, PEM, one of which must have issued the certificate of every client of the admin"
                    + " API (mutual TLS); a token is needed all the same.");

    static final Setting<Boolean> CLEAR = setting(
            "admin.clear",
            false,
            Rule.flag(),
            "Whether the admin API may be served in clear on an address that is not a loopback one, such as behind a proxy"
                    + " that speaks TLS. Tokens can be read on the way.");

    static final Setting<Duration> LOGIN_LIFETIME = setting(
            "admin.loginLifetime",
            "15m",
            Rule.duration("1m", "24h"),
            "For how long the token holds that an administrator gets by logging in to the admin API.");

    static final List<Setting<?>> SETTINGS = List.of(
            BIND,
            PORT,
            HEALTH_BIND,
            HEALTH_PORT,
            HEALTH_METRICS,
            METRICS_TENANTS,
            CALLS_PER_SECOND,
            ORIGINS,
            CERTIFICATE,
            CERTIFICATE_KEY,
            CLIENT_AUTHORITIES,
            CLEAR,
            LOGIN_LIFETIME);

    /// @throws ConfigurationInvalid if a value breaks its rule
    public AdminConfig {
        BIND.require(bind);
        PORT.require(port);
        HEALTH_BIND.require(healthBind);
        HEALTH_PORT.require(healthPort);
        HEALTH_METRICS.require(healthMetrics);
        METRICS_TENANTS.require(metricsTenants);
        CALLS_PER_SECOND.require(callsPerSecond);
        ORIGINS.require(origins);
        origins = List.copyOf(origins);
        CERTIFICATE.require(certificate);
        CERTIFICATE_KEY.require(certificateKey);
        CLIENT_AUTHORITIES.require(clientAuthorities);
        CLEAR.require(clear);
        LOGIN_LIFETIME.require(loginLifetime);
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
                METRICS_TENANTS.initialValue(),
                CALLS_PER_SECOND.initialValue(),
                ORIGINS.initialValue(),
                CERTIFICATE.initialValue(),
                CERTIFICATE_KEY.initialValue(),
                CLIENT_AUTHORITIES.initialValue(),
                CLEAR.initialValue(),
                LOGIN_LIFETIME.initialValue());
    }

    static AdminConfig read(Values values) {
        var admin = new AdminConfig(
                values.get(BIND),
                values.get(PORT),
                values.get(HEALTH_BIND),
                values.get(HEALTH_PORT),
                values.get(HEALTH_METRICS),
                values.get(METRICS_TENANTS),
                values.get(CALLS_PER_SECOND),
                values.get(ORIGINS),
                values.get(CERTIFICATE),
                values.get(CERTIFICATE_KEY),
                values.get(CLIENT_AUTHORITIES),
                values.get(CLEAR),
                values.get(LOGIN_LIFETIME));
        values.add(admin.faults());
        return admin;
    }

    /// What a single rule cannot see.
    private List<Fault> faults() {
        List<Fault> found = new ArrayList<>();
        if (certificate.isEmpty() && !clear && !InetAddress.ofLiteral(bind).isLoopbackAddress()) {
            found.add(new Fault(
                    BIND.key(),
                    bind,
                    "is not a loopback address, and tokens must not be sent in clear: give the API a certificate"
                            + " (admin.certificate), or say that it may be in clear (admin.clear)"));
        }
        healthPort
                .filter(health -> health == port && health != 0 && meet(bind, healthBind))
                .ifPresent(health -> found.add(new Fault(
                        HEALTH_PORT.key(),
                        String.valueOf(health),
                        "is that of " + PORT.key() + ", too, and " + healthBind + " meets " + bind)));
        if (certificate.isEmpty() && clientAuthorities.isPresent()) {
            found.add(new Fault(
                    CLIENT_AUTHORITIES.key(),
                    clientAuthorities.get().toString(),
                    "needs admin.certificate, for without TLS no client shows a certificate"));
        }
        return found;
    }

    /// Whether one port cannot be opened on both addresses; on all is on each.
    private static boolean meet(String one, String other) {
        InetAddress first = InetAddress.ofLiteral(one);
        InetAddress second = InetAddress.ofLiteral(other);
        return first.equals(second) || first.isAnyLocalAddress() || second.isAnyLocalAddress();
    }
}
