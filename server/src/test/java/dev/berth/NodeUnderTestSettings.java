package dev.berth;

import dev.berth.config.AdminConfig;
import dev.berth.config.AuditConfig;
import dev.berth.config.BanConfig;
import dev.berth.config.BerthConfig;
import dev.berth.config.CommandConfig;
import dev.berth.config.DatabaseConfig;
import dev.berth.config.DemoConfig;
import dev.berth.config.LogConfig;
import dev.berth.config.LoginConfig;
import dev.berth.config.NodeConfig;
import dev.berth.config.PassiveConfig;
import dev.berth.config.ProxyConfig;
import dev.berth.config.SessionConfig;
import dev.berth.config.StorageConfig;
import dev.berth.config.StorageConfig.Durability;
import dev.berth.config.StorageConfig.Partial;
import dev.berth.config.TlsConfig;
import dev.berth.config.TraceConfig;
import dev.berth.config.TransferConfig;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// What tests vary of a node; the rest is as short as it may be without a busy machine being taken for a fault.
///
/// @param passivePorts how many ports each range has
/// @param connectTimeout how long a passive port waits for the client
/// @param idleTimeout how long a session may be silent
/// @param loginTimeout how long a login may take
/// @param transferIdleTimeout how long a data connection may stand still
/// @param partial what becomes of a new file whose upload broke
/// @param tls engine, policy and limits of TLS
/// @param crowd how many clients come at the same time; a few unless something else is said
/// @param ban what failed logins lead to
public record NodeUnderTestSettings(
        int passivePorts,
        Duration connectTimeout,
        Duration idleTimeout,
        Duration loginTimeout,
        Duration transferIdleTimeout,
        Partial partial,
        TlsConfig tls,
        int crowd,
        BanConfig ban) {

    /// Nobody is banned, or waits longer.
    private static final BanConfig NO_BANS = new BanConfig(
            false,
            Duration.ofMinutes(10),
            20,
            100,
            60,
            300,
            Duration.ofMinutes(15),
            Duration.ofHours(24),
            List.of(),
            3,
            Duration.ofSeconds(8),
            1024);

    /// The text of the 220.
    public static final String GREETING = "Berth under test";

    /// The addresses that the node listens on.
    static final List<String> ADDRESSES = List.of("127.0.0.1", "127.0.0.2", "::1");

    private static final TlsConfig TLS = new TlsConfig(
            TlsConfig.Engine.valueOf(System.getProperty("berth.tls.engine", "AUTO")),
            TlsConfig.Policy.INTERMEDIATE,
            Optional.empty(),
            Optional.empty(),
            "",
            Optional.empty(),
            100,
            Duration.ofSeconds(5),
            Duration.ofMillis(500),
            1000,
            1000);
    /// The address of the load balancer whose PROXY headers the listener `proxied` believes.
    public static final String BALANCER = "127.0.0.3";

    /// Where a real load balancer is dialled, if a test starts one; an address of tenant quay's own.
    public static final String FRONT = "127.0.0.4";

    /// For most tests.
    public static final NodeUnderTestSettings STANDARD = new NodeUnderTestSettings(
            8,
            Duration.ofSeconds(2),
            Duration.ofSeconds(60),
            Duration.ofSeconds(60),
            Duration.ofSeconds(60),
            Partial.KEEP,
            TLS,
            16,
            NO_BANS);

    /// With another time for clients to reach a passive port and send their command.
    public NodeUnderTestSettings withConnectTimeout(Duration limit) {
        return new NodeUnderTestSettings(
                passivePorts, limit, idleTimeout, loginTimeout, transferIdleTimeout, partial, tls, crowd, ban);
    }

    /// With another number of ports.
    public NodeUnderTestSettings withPassivePorts(int count) {
        return new NodeUnderTestSettings(
                count, connectTimeout, idleTimeout, loginTimeout, transferIdleTimeout, partial, tls, crowd, ban);
    }

    /// With one limit for everything that stands still: session, login, transfer.
    public NodeUnderTestSettings withIdleTimeouts(Duration limit) {
        return new NodeUnderTestSettings(passivePorts, connectTimeout, limit, limit, limit, partial, tls, crowd, ban);
    }

    /// With another fate of broken uploads.
    public NodeUnderTestSettings with(Partial other) {
        return new NodeUnderTestSettings(
                passivePorts, connectTimeout, idleTimeout, loginTimeout, transferIdleTimeout, other, tls, crowd, ban);
    }

    /// With another number of TLS handshakes at once, on the node and per client address.
    public NodeUnderTestSettings withHandshakes(int all, int perAddress) {
        return with(new TlsConfig(
                tls.engine(),
                tls.policy(),
                tls.certificate(),
                tls.certificateKey(),
                tls.sealingKey(),
                tls.sealingKeyFile(),
                tls.certificateCache(),
                Duration.ofSeconds(60),
                tls.closeTimeout(),
                all,
                perAddress));
    }

    /// With another policy of versions and ciphers.
    public NodeUnderTestSettings withTls(TlsConfig.Policy policy) {
        return with(new TlsConfig(
                tls.engine(),
                policy,
                tls.certificate(),
                tls.certificateKey(),
                tls.sealingKey(),
                tls.sealingKeyFile(),
                tls.certificateCache(),
                tls.handshakeTimeout(),
                tls.closeTimeout(),
                tls.handshakes(),
                tls.handshakesPerAddress()));
    }

    /// With another engine of TLS.
    public NodeUnderTestSettings with(TlsConfig.Engine engine) {
        return with(new TlsConfig(
                engine,
                tls.policy(),
                tls.certificate(),
                tls.certificateKey(),
                tls.sealingKey(),
                tls.sealingKeyFile(),
                tls.certificateCache(),
                tls.handshakeTimeout(),
                tls.closeTimeout(),
                tls.handshakes(),
                tls.handshakesPerAddress()));
    }

    /// With other settings of TLS.
    public NodeUnderTestSettings with(TlsConfig other) {
        return new NodeUnderTestSettings(
                passivePorts,
                connectTimeout,
                idleTimeout,
                loginTimeout,
                transferIdleTimeout,
                partial,
                other,
                crowd,
                ban);
    }

    /// With other consequences of failed logins.
    public NodeUnderTestSettings with(BanConfig other) {
        return new NodeUnderTestSettings(
                passivePorts,
                connectTimeout,
                idleTimeout,
                loginTimeout,
                transferIdleTimeout,
                partial,
                tls,
                crowd,
                other);
    }

    /// For many clients at the same time, who wait as long as they would by default.
    public NodeUnderTestSettings forCrowds(int clients) {
        return new NodeUnderTestSettings(
                passivePorts,
                Duration.ofSeconds(20),
                idleTimeout,
                loginTimeout,
                transferIdleTimeout,
                partial,
                tls,
                clients,
                ban);
    }

    private PassiveConfig passive() {
        Duration wait = crowd > 16 ? Duration.ofSeconds(5) : Duration.ofSeconds(1);
        return new PassiveConfig(
                connectTimeout, wait, crowd, 4096, 4096, Duration.ofSeconds(1), 1024, Optional.empty());
    }

    StorageConfig storage(Path directory) {
        return new StorageConfig(directory.resolve("storage"), Durability.RENAME, partial, 4, 0640, 0750);
    }

    BerthConfig config(Path directory) {
        return config(directory, List.of(BALANCER));
    }

    /// @param balancers whose PROXY headers are believed
    BerthConfig config(Path directory, List<String> balancers) {
        return new BerthConfig(
                new NodeConfig("under-test", directory, ADDRESSES, Duration.ofMillis(500), 2, List.of()),
                new DatabaseConfig(Optional.empty(), "berth", "", 2),
                new LoginConfig(1, 16, 100, Duration.ofMinutes(5), 1024, 1, 1, 8, false),
                new SessionConfig(
                        GREETING,
                        loginTimeout,
                        idleTimeout,
                        3,
                        Duration.ofMillis(100),
                        500 + crowd,
                        Duration.ofSeconds(1),
                        Duration.ofMillis(300)),
                ban,
                passive(),
                new TransferConfig(transferIdleTimeout, Duration.ofSeconds(2)),
                tls,
                new ProxyConfig(balancers, Duration.ofSeconds(1)),
                storage(directory),
                new CommandConfig(2, 1 << 20, true, true, true, 100),
                new AdminConfig("127.0.0.1", 0),
                new AuditConfig(90, 1000),
                new DemoConfig(false, 2121, 30000),
                new LogConfig(LogConfig.Format.TEXT, "info"),
                TraceConfig.OFF);
    }
}
