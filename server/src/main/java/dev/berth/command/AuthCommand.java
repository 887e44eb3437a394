package dev.berth.command;

import dev.berth.endpoint.Listener;
import dev.berth.protocol.ReplyCode;
import dev.berth.session.Parameters;
import dev.berth.session.SessionState;
import dev.berth.session.SessionState.Greeted;
import dev.berth.session.Step;
import dev.berth.transfer.Protection;
import dev.berth.transfer.Protection.Level;
import io.vertx.core.Future;

/// `AUTH <SP> <mechanism>`: AUTHENTICATION/SECURITY MECHANISM, RFC 2228 §3; TLS, RFC 4217 §4. Everything that was
/// learnt in clear is forgotten, a login included (RFC 4217 §4). `SSL` and `TLS-P` are older names that bring
/// private data connections along.
record AuthCommand() implements FtpCommand.Open<String> {

    @Override
    public Spec<String> spec() {
        return Spec.verb("AUTH").taking(Syntax.WORDS, "<SP> TLS").announcedTo(AuthCommand::feature);
    }

    @Override
    public Future<Step> run(String mechanism, SessionState session) {
        if (session.origin().tls() == Listener.Tls.NONE) {
            throw new Refused(ReplyCode.REFUSED_BY_POLICY, "TLS is not offered on this port");
        }
        if (!(session.parameters().protection() instanceof Protection.Clear)) {
            throw new Refused(ReplyCode.BAD_SEQUENCE, "This connection has its TLS already");
        }
        var starting = starting(mechanism);
        var fresh = new Greeted(session.origin(), Parameters.INITIAL.with(starting), session.refusals());
        return Future.succeededFuture(
                fresh.says(ReplyCode.SECURITY_ACCEPTED, "Begin the TLS handshake", Step.Then.START_TLS));
    }

    private static Protection starting(String mechanism) {
        return switch (mechanism) {
            case "TLS", "TLS-C" -> new Protection.Starting(false, Level.CLEAR);
            case "SSL", "TLS-P" -> new Protection.Starting(true, Level.PRIVATE);
            default -> throw new Refused(ReplyCode.BAD_PARAMETER, "Unknown mechanism; use TLS");
        };
    }

    private static String feature(SessionState session) {
        return AfterAuth.isOffered(session) ? "AUTH TLS" : "";
    }
}
