package dev.berth.command;

import dev.berth.protocol.ReplyCode;
import dev.berth.session.SessionState;
import dev.berth.session.Step;
import io.vertx.core.Future;

/// `MODE <SP> <mode-code>`: TRANSFER MODE, RFC 959 §4.1.2. Stream is the only one in use.
record ModeCommand() implements FtpCommand.Open<String> {

    @Override
    public Spec<String> spec() {
        return Spec.verb("MODE").taking(Syntax.WORDS, "<SP> S");
    }

    @Override
    public Future<Step> run(String code, SessionState session) {
        return switch (code) {
            case "S" -> Future.succeededFuture(session.says(ReplyCode.COMMAND_OKAY, "Mode is Stream"));
            case "B", "C", "Z" ->
                Future.failedFuture(new Refused(ReplyCode.BAD_PARAMETER, "Only the mode S is supported"));
            default -> Future.failedFuture(new Refused(ReplyCode.BAD_ARGUMENT, "The mode is S"));
        };
    }
}
