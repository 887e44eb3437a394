package dev.berth.command;

import dev.berth.protocol.ReplyCode;
import dev.berth.session.SessionState;
import dev.berth.session.Step;
import io.vertx.core.Future;

/// `SYST`: SYSTEM, RFC 959 §4.1.3. Clients choose their parser of LIST by this answer.
record SystCommand() implements FtpCommand.Open<Nothing> {

    @Override
    public Spec<Nothing> spec() {
        return Spec.verb("SYST");
    }

    @Override
    public Future<Step> run(Nothing nothing, SessionState session) {
        return Future.succeededFuture(session.says(ReplyCode.SYSTEM_TYPE, "UNIX Type: L8"));
    }
}
