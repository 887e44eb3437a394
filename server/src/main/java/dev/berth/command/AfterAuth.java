package dev.berth.command;

import dev.berth.endpoint.Listener;
import dev.berth.protocol.ReplyCode;
import dev.berth.session.SessionState;
import dev.berth.transfer.Protection;

/// What PBSZ, PROT and CCC have in common: they come after the handshake.
final class AfterAuth {

    private AfterAuth() {}

    /// @throws Refused 503 if there was none
    static Protection.Secured of(SessionState session) {
        if (session.parameters().protection() instanceof Protection.Secured secured) {
            return secured;
        }
        throw new Refused(ReplyCode.BAD_SEQUENCE, "Send AUTH TLS first");
    }

    /// Whether FEAT announces it.
    static boolean isOffered(SessionState session) {
        return session.origin().tls() != Listener.Tls.NONE;
    }
}
