package dev.berth.config;

import static dev.berth.config.Setting.secret;
import static dev.berth.config.Setting.setting;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// `tls.*`: how the node speaks TLS.
///
/// @param engine `tls.engine`
/// @param policy `tls.policy`
/// @param certificate `tls.certificate`, the file of the node's own certificate
/// @param certificateKey `tls.certificateKey`, the file of its private key
/// @param sealingKey `tls.sealingKey`, what private keys in the database are encrypted with; empty: see the file
/// @param sealingKeyFile `tls.sealingKeyFile`, the file of that key
/// @param certificateCache `tls.certificateCache`, how many certificates are kept ready
/// @param handshakeTimeout `tls.handshakeTimeout`, how long a handshake may take
/// @param closeTimeout `tls.closeTimeout`, how long a client's close_notify is waited for
/// @param handshakes `tls.handshakes`, how many control connections may be in a handshake at once
/// @param handshakesPerAddress `tls.handshakesPerAddress`, how many of them from one client address
public record TlsConfig(
        Engine engine,
        Policy policy,
        Optional<Path> certificate,
        Optional<Path> certificateKey,
        String sealingKey,
        Optional<Path> sealingKeyFile,
        int certificateCache,
        Duration handshakeTimeout,
        Duration closeTimeout,
        int handshakes,
        int handshakesPerAddress) {

    static final Setting<Engine> ENGINE = setting(
            "tls.engine",
            "auto",
            Rule.choice(Engine.class),
            "What does TLS: boringssl (fast; a data connection can be bound to its own session on every version), jdk (the"
                    + " Java platform's own) or auto (boringssl where this platform has it).");

    static final Setting<Policy> POLICY = setting(
            "tls.policy",
            "intermediate",
            Rule.choice(Policy.class),
            "Which versions and ciphers, after Mozilla's server-side lists: modern (TLS 1.3 only) or intermediate (TLS 1.2"
                    + " and 1.3).");

    static final Setting<Optional<Path>> CERTIFICATE = setting(
            "tls.certificate",
            "",
            Rule.optional(Rule.path(), "a self-signed one, made at the first start"),
            "The file of the certificate that is shown where no tenant's or endpoint's own is: PEM, its issuers after it."
                    + " Empty: a self-signed one, made at the first start and kept under node.data.");

    static final Setting<Optional<Path>> CERTIFICATE_KEY = setting(
            "tls.certificateKey",
            "",
            Rule.optional(Rule.path(), "the file of tls.certificate"),
            "The file of its private key: PEM, PKCS#8, not encrypted. Empty: it is in the same file.");

    static final Setting<String> SEALING_KEY = secret(
            "tls.sealingKey",
            Rule.text("32 octets in Base64, or empty", text -> text.isEmpty() || text.length() == 44),
            "What private keys in the database are encrypted with, such as openssl rand -base64 32 makes; the same on all"
                    + " nodes. It is refused on the command line; a file of its own (sealingKeyFile) is better still.");

    static final Setting<Optional<Path>> SEALING_KEY_FILE = setting(
            "tls.sealingKeyFile",
            "",
            Rule.optional(Rule.path(), "sealing-key under node.data with the embedded database, and none with another"),
            "The file of that key, instead of tls.sealingKey. Without any, certificates cannot be kept in the database.");

    static final Setting<Integer> CERTIFICATE_CACHE = setting(
            "tls.certificateCache",
            1000,
            Rule.whole(1, 1_000_000),
            "How many certificates are kept ready in memory; the others are read when a client asks for them.");

    static final Setting<Duration> HANDSHAKE_TIMEOUT =
            setting("tls.handshakeTimeout", "10s", Rule.duration("10ms", "5m"), "How long a TLS handshake may take.");

    static final Setting<Duration> CLOSE_TIMEOUT = setting(
            "tls.closeTimeout",
            "1s",
            Rule.duration("0ms", "1m"),
            "How long the server waits, at the end of a data connection, for the client's close_notify.");

    static final Setting<Integer> HANDSHAKES = setting(
            "tls.handshakes",
            1024,
            Rule.whole(1, 1_000_000),
            "How many control connections may be in a TLS handshake at the same time; AUTH beyond that is answered 431.");

    static final Setting<Integer> HANDSHAKES_PER_ADDRESS = setting(
            "tls.handshakesPerAddress",
            128,
            Rule.whole(1, 1_000_000),
            "How many of them may come from one client address.");

    static final List<Setting<?>> SETTINGS = List.of(
            ENGINE,
            POLICY,
            CERTIFICATE,
            CERTIFICATE_KEY,
            SEALING_KEY,
            SEALING_KEY_FILE,
            CERTIFICATE_CACHE,
            HANDSHAKE_TIMEOUT,
            CLOSE_TIMEOUT,
            HANDSHAKES,
            HANDSHAKES_PER_ADDRESS);

    /// @throws ConfigurationInvalid if a value breaks its rule
    public TlsConfig {
        CERTIFICATE.require(certificate);
        CERTIFICATE_KEY.require(certificateKey);
        SEALING_KEY.require(sealingKey);
        SEALING_KEY_FILE.require(sealingKeyFile);
        CERTIFICATE_CACHE.require(certificateCache);
        HANDSHAKE_TIMEOUT.require(handshakeTimeout);
        CLOSE_TIMEOUT.require(closeTimeout);
        HANDSHAKES.require(handshakes);
        HANDSHAKES_PER_ADDRESS.require(handshakesPerAddress);
    }

    static TlsConfig read(Values values) {
        return new TlsConfig(
                values.get(ENGINE),
                values.get(POLICY),
                values.get(CERTIFICATE),
                values.get(CERTIFICATE_KEY),
                values.get(SEALING_KEY),
                values.get(SEALING_KEY_FILE),
                values.get(CERTIFICATE_CACHE),
                values.get(HANDSHAKE_TIMEOUT),
                values.get(CLOSE_TIMEOUT),
                values.get(HANDSHAKES),
                values.get(HANDSHAKES_PER_ADDRESS));
    }

    @Override
    public String toString() {
        return "TlsConfig[engine=" + engine + ", policy=" + policy + ", sealingKey=***]";
    }

    /// What does TLS.
    public enum Engine {
        /// BoringSSL where there is a binary for the platform, else the JDK's.
        AUTO,
        /// BoringSSL; without a binary the node does not start.
        BORINGSSL,
        /// The JDK's.
        JDK
    }

    /// A named choice of versions and ciphers.
    public enum Policy {
        /// TLS 1.3 only.
        MODERN,
        /// TLS 1.2 with forward secrecy and authenticated encryption, and TLS 1.3.
        INTERMEDIATE
    }
}
