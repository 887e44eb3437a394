package dev.berth.command;

import dev.berth.protocol.ReplyCode;
import dev.berth.session.SessionState.LoggedIn;
import dev.berth.session.Step;
import io.vertx.core.Future;

/// `ALLO <SP> <size> [<SP> R <SP> <size>]`: ALLOCATE, RFC 959 §4.1.3. Nothing needs to be set aside; it is 200 and
/// not the 202 of the RFC, because cameras repeat it for ever otherwise.
record AlloCommand() implements FtpCommand.Restricted<String> {

    @Override
    public Spec<String> spec() {
        return Spec.verb("ALLO").taking(Syntax.WORDS, "<SP> size [<SP> R <SP> size]");
    }

    @Override
    public Future<Step> run(String sizes, LoggedIn session) {
        return sizes.matches("\\d{1,18}( R \\d{1,18})?")
                ? Future.succeededFuture(session.says(ReplyCode.COMMAND_OKAY, "No storage needs to be allocated"))
                : Future.failedFuture(new Refused(ReplyCode.BAD_ARGUMENT, "The size is a number of octets"));
    }
}
