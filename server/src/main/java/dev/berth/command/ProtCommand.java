package dev.berth.command;

import dev.berth.protocol.ReplyCode;
import dev.berth.session.SessionState;
import dev.berth.session.SessionState.LoggedIn;
import dev.berth.session.Step;
import dev.berth.tenant.TlsPolicy;
import dev.berth.tls.TlsService;
import dev.berth.transfer.Protection;
import dev.berth.transfer.Protection.Level;
import io.vertx.core.Future;

/// `PROT <SP> <level>`: DATA CHANNEL PROTECTION LEVEL, RFC 2228 §3, RFC 4217 §9. TLS knows clear and private; safe
/// and confidential are other mechanisms' (536).
record ProtCommand(TlsService tls) implements FtpCommand.Open<String> {

    @Override
    public Spec<String> spec() {
        return Spec.verb("PROT")
                .taking(Syntax.WORDS, "<SP> C | P")
                .announcedTo(session -> AfterAuth.isOffered(session) ? "PROT" : "");
    }

    @Override
    public Future<Step> run(String argument, SessionState session) {
        Protection.Secured secured = AfterAuth.of(session);
        Level level = switch (argument) {
            case "C" -> Level.CLEAR;
            case "P" -> Level.PRIVATE;
            case "S", "E" -> throw new Refused(ReplyCode.LEVEL_NOT_SUPPORTED, "TLS has the levels C and P");
            default -> throw new Refused(ReplyCode.BAD_PARAMETER, "The level is C or P");
        };
        if (!secured.sized()) {
            throw new Refused(ReplyCode.BAD_SEQUENCE, "Send PBSZ 0 first");
        }
        requireAllowed(level, session);
        return Future.succeededFuture(session.with(session.parameters().with(secured.with(level)))
                .says(ReplyCode.COMMAND_OKAY, "Data connections are " + (level == Level.CLEAR ? "clear" : "private")));
    }

    private void requireAllowed(Level level, SessionState session) {
        if (level == Level.CLEAR
                && session instanceof LoggedIn user
                && tls.policy(user.account().tenant().id()).demand() == TlsPolicy.Demand.EVERYTHING) {
            throw new Refused(
                    ReplyCode.REFUSED_BY_POLICY, "Data must be encrypted for this account (TLS for login and data)");
        }
    }
}
