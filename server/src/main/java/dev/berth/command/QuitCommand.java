package dev.berth.command;

import dev.berth.protocol.ReplyCode;
import dev.berth.session.SessionState;
import dev.berth.session.Step;
import io.vertx.core.Future;

/// `QUIT`: LOGOUT, RFC 959 §4.1.1. During a transfer it waits, in its turn, for the transfer's end.
record QuitCommand() implements FtpCommand.Open<Nothing> {

    @Override
    public Spec<Nothing> spec() {
        return Spec.verb("QUIT");
    }

    @Override
    public Future<Step> run(Nothing nothing, SessionState session) {
        return Future.succeededFuture(session.saysLast(ReplyCode.CLOSING_CONTROL, "Goodbye"));
    }
}
