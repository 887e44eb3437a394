package dev.berth.tls;

import dev.berth.config.BerthConfig;
import dev.berth.config.TlsConfig;
import dev.berth.net.ClientHello;
import dev.berth.net.TlsContext;
import dev.berth.net.TlsEngine;
import dev.berth.net.TlsOffer;
import dev.berth.net.TlsRehearsal;
import dev.berth.net.TlsTerms;
import dev.berth.tenant.TenantId;
import dev.berth.tenant.TlsPolicy;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import javax.net.ssl.SSLException;

/// TLS of a node, as sessions use it.
public final class TlsService {

    private final TlsConfig config;
    private final TlsEngine engine;
    private final CipherPolicy ciphers;
    private final Identity own;
    private final SecureRandom random;
    private final Handshakes handshakes;

    private TlsService(TlsConfig config, TlsEngine engine, Identity own, SecureRandom random) {
        this.config = config;
        this.engine = engine;
        this.ciphers = CipherPolicy.of(config.policy());
        this.own = own;
        this.random = random;
        this.handshakes = new Handshakes(config.handshakes(), config.handshakesPerAddress());
    }

    /// Chooses the engine and reads the node's certificate.
    ///
    /// @param random seeded
    /// @return fails with a sentence for the operator: [UnusableCertificate] or [NoEngine]
    public static Future<TlsService> start(Vertx vertx, BerthConfig config, SecureRandom random) {
        return vertx.executeBlocking(() -> prepared(config, random), false).map(Objects::requireNonNull);
    }

    private static TlsService prepared(BerthConfig config, SecureRandom random) throws SSLException {
        TlsEngine engine = engine(config.tls().engine());
        Identity own = NodeIdentity.read(config.tls(), config.node());
        var tls = new TlsService(config.tls(), engine, own, random);
        TlsRehearsal.run(tls.terms(own), random);
        return tls;
    }

    /// The terms for the next client that says hello.
    public TlsOffer offer() {
        return this::answer;
    }

    /// Who may begin a handshake.
    public Handshakes handshakes() {
        return handshakes;
    }

    /// How long a handshake may take.
    public Duration handshakeTimeout() {
        return config.handshakeTimeout();
    }

    /// How long a client's close_notify is waited for.
    public Duration closeTimeout() {
        return config.closeTimeout();
    }

    /// What a tenant demands.
    public TlsPolicy policy(TenantId tenant) {
        assert tenant.value() >= 0;
        return TlsPolicy.DEFAULT;
    }

    /// What does TLS.
    public TlsEngine engine() {
        return engine;
    }

    /// The node's own certificate, for the operator.
    public Identity own() {
        return own;
    }

    private Future<TlsContext> answer(ClientHello hello) {
        try {
            return Future.succeededFuture(TlsContext.open(terms(own), random));
        } catch (SSLException e) {
            return Future.failedFuture(e);
        }
    }

    private TlsTerms terms(Identity identity) {
        return new TlsTerms(engine, ciphers.protocols(), ciphers.ciphers(), identity, Optional.empty());
    }

    private static TlsEngine engine(TlsConfig.Engine wanted) {
        boolean native_ = TlsEngine.BORINGSSL.isAvailable();
        return switch (wanted) {
            case AUTO -> native_ ? TlsEngine.BORINGSSL : TlsEngine.JDK;
            case JDK -> TlsEngine.JDK;
            case BORINGSSL -> {
                if (!native_) {
                    throw new NoEngine();
                }
                yield TlsEngine.BORINGSSL;
            }
        };
    }

    /// The engine that was configured is not there.
    public static final class NoEngine extends RuntimeException {
        private static final long serialVersionUID = 1L;

        NoEngine() {
            super(
                    "tls.engine = boringssl: there is no binary of it for this platform; use auto or jdk",
                    null,
                    false,
                    false);
        }
    }
}
