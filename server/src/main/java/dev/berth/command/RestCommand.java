package dev.berth.command;

import dev.berth.protocol.ReplyCode;
import dev.berth.session.SessionState.LoggedIn;
import dev.berth.session.Step;
import dev.berth.storage.Extent;
import io.vertx.core.Future;

/// `REST <SP> <marker>`: RESTART, RFC 3659 §5. It is kept until the next transfer, since clients send PASV or TYPE
/// between. Of RANG and REST the later one holds.
record RestCommand() implements FtpCommand.Restricted<Long> {

    @Override
    public Spec<Long> spec() {
        return Spec.verb("REST").taking(RestCommand::parse, "<SP> offset").announced("REST STREAM");
    }

    @Override
    public Future<Step> run(Long offset, LoggedIn session) {
        return Future.succeededFuture(session.about(Extent.WHOLE)
                .restartingAt(offset)
                .says(ReplyCode.PENDING_FURTHER, "Restarting at " + offset + "; send RETR or STOR"));
    }

    private static Long parse(String argument) {
        String digits = argument.strip();
        if (!digits.matches("\\d{1,18}")) {
            throw new Refused(ReplyCode.BAD_ARGUMENT, "The restart point is a number of octets");
        }
        return Long.valueOf(digits);
    }
}
