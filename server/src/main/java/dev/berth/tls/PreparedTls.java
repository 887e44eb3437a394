package dev.berth.tls;

import dev.berth.config.BerthConfig;
import dev.berth.net.TlsEngine;
import dev.berth.net.TlsRehearsal;
import dev.berth.net.TlsTerms;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.security.SecureRandom;
import java.util.Objects;
import java.util.Optional;
import javax.net.ssl.SSLException;
import javax.net.ssl.X509ExtendedTrustManager;

/// The engine and the node's own certificate, which have shaken hands with themselves: what TLS needs before anything
/// of tenants is known. It takes a fifth of a start, and nothing of the database, beside which it is done.
public final class PreparedTls {

    private final TlsEngine engine;
    private final CipherPolicy ciphers;
    private final Identity own;

    private PreparedTls(TlsEngine engine, CipherPolicy ciphers, Identity own) {
        this.engine = engine;
        this.ciphers = ciphers;
        this.own = own;
    }

    /// Chooses the engine and reads the node's certificate, or makes it.
    ///
    /// @return fails with a sentence for the operator: [UnusableCertificate] or [TlsService.NoEngine]
    public static Future<PreparedTls> begin(Vertx vertx, BerthConfig config) {
        return vertx.executeBlocking(() -> rehearsed(config), false).map(Objects::requireNonNull);
    }

    private static PreparedTls rehearsed(BerthConfig config) throws SSLException {
        var prepared = new PreparedTls(
                TlsService.engine(config.tls().engine()),
                CipherPolicy.of(config.tls().policy()),
                NodeIdentity.read(config.tls(), config.node()));
        TlsRehearsal.run(prepared.terms(prepared.own, Optional.empty()), new SecureRandom());
        return prepared;
    }

    TlsEngine engine() {
        return engine;
    }

    Identity own() {
        return own;
    }

    /// The terms for a certificate.
    ///
    /// @param clients whose certificates clients may show, if they are asked for one
    TlsTerms terms(Identity identity, Optional<X509ExtendedTrustManager> clients) {
        return new TlsTerms(engine, ciphers.protocols(), ciphers.ciphers(), identity, clients);
    }
}
