package dev.berth.command;

import dev.berth.protocol.ReplyCode;
import dev.berth.session.Busy;
import dev.berth.session.SessionState.LoggedIn;
import dev.berth.session.Step;
import io.vertx.core.Future;

/// `ABOR`: ABORT, RFC 959 §4.1.3. A running transfer or long command is ended with 426, then ABOR itself is
/// answered with 226.
record AborCommand() implements FtpCommand.Restricted<Nothing>, FtpCommand.Interrupting {

    @Override
    public Spec<Nothing> spec() {
        return Spec.verb("ABOR");
    }

    @Override
    public Future<Step> run(Nothing nothing, LoggedIn session) {
        return Future.succeededFuture(session.says(ReplyCode.CLOSING_DATA, "Nothing is running"));
    }

    @Override
    public void interrupt(Busy session) {
        session.abort();
    }
}
