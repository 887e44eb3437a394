package dev.berth.command;

import dev.berth.protocol.ReplyCode;
import dev.berth.session.SessionState;
import dev.berth.session.Step;
import io.vertx.core.Future;

/// `STRU <SP> <structure-code>`: FILE STRUCTURE, RFC 959 §4.1.2. File is the only one in use.
record StruCommand() implements FtpCommand.Open<String> {

    @Override
    public Spec<String> spec() {
        return Spec.verb("STRU").taking(Syntax.WORDS, "<SP> F");
    }

    @Override
    public Future<Step> run(String code, SessionState session) {
        return switch (code) {
            case "F" -> Future.succeededFuture(session.says(ReplyCode.COMMAND_OKAY, "Structure is File"));
            case "R", "P" ->
                Future.failedFuture(new Refused(ReplyCode.BAD_PARAMETER, "Only the structure F is supported"));
            default -> Future.failedFuture(new Refused(ReplyCode.BAD_ARGUMENT, "The structure is F"));
        };
    }
}
