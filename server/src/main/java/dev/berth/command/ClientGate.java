package dev.berth.command;

import dev.berth.session.SessionState;
import dev.berth.tenant.ClientCertificates;
import dev.berth.tenant.TenantId;
import dev.berth.tls.TlsService;
import dev.berth.transfer.Protection;
import io.vertx.core.Future;

/// What the certificate that a client has shown, or has not, means for its login (RFC 4217 §10, RFC 2228 §3).
record ClientGate(TlsService tls) {

    /// The answer.
    enum Verdict {
        /// The password decides.
        PASSWORD,
        /// The certificate has decided.
        ADMITTED,
        /// No password helps.
        REFUSED
    }

    /// Looks at the certificate.
    ///
    /// @param user the name in the tenant
    Future<Verdict> judge(SessionState session, TenantId tenant, String user) {
        ClientCertificates rules = tls.policy(tenant).clients();
        if (!rules.isUsed()) {
            return Future.succeededFuture(Verdict.PASSWORD);
        }
        var shown = session.parameters().protection() instanceof Protection.Secured secured
                ? secured.facts().clientCertificate()
                : java.util.List.<java.security.cert.X509Certificate>of();
        return tls.proves(tenant, shown, user).map(proved -> verdict(rules.use(), proved));
    }

    private static Verdict verdict(ClientCertificates.Use use, boolean proved) {
        return switch (use) {
            case OFF -> Verdict.PASSWORD;
            case INSTEAD -> proved ? Verdict.ADMITTED : Verdict.PASSWORD;
            case ONLY -> proved ? Verdict.ADMITTED : Verdict.REFUSED;
            case EXTRA -> proved ? Verdict.PASSWORD : Verdict.REFUSED;
        };
    }
}
