package dev.berth.command;

import dev.berth.protocol.ReplyCode;
import dev.berth.session.Busy;
import dev.berth.session.SessionState;
import dev.berth.session.Step;
import io.vertx.core.Future;

/// `NOOP`: NOOP, RFC 959 §4.1.3.
record NoopCommand() implements FtpCommand.Open<String>, FtpCommand.Urgent<String> {

    @Override
    public Spec<String> spec() {
        return Spec.verb("NOOP").taking(Syntax.OPTIONAL_TEXT, "");
    }

    @Override
    public Future<Step> run(String anything, SessionState session) {
        return Future.succeededFuture(session.says(ReplyCode.COMMAND_OKAY, "OK"));
    }

    @Override
    public Step during(String anything, Busy session) {
        return session.says(ReplyCode.COMMAND_OKAY, "OK");
    }
}
