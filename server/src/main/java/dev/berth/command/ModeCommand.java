package dev.berth.command;

import dev.berth.config.CommandConfig;
import dev.berth.protocol.ReplyCode;
import dev.berth.protocol.TransferMode;
import dev.berth.session.SessionState;
import dev.berth.session.Step;
import io.vertx.core.Future;

/// `MODE <SP> <mode-code>`: TRANSFER MODE, RFC 959 §4.1.2: Stream, and where it is offered Z, compressed
/// (draft-preston-ftpext-deflate).
record ModeCommand(CommandConfig config) implements FtpCommand.Open<String> {

    @Override
    public Spec<String> spec() {
        return config.deflate()
                ? Spec.verb("MODE").taking(Syntax.WORDS, "<SP> S | Z").announced("MODE Z")
                : Spec.verb("MODE").taking(Syntax.WORDS, "<SP> S");
    }

    @Override
    public Future<Step> run(String code, SessionState session) {
        return switch (code) {
            case "S" -> Future.succeededFuture(in(new TransferMode.Stream(), "Mode is Stream", session));
            case "Z" -> {
                if (!config.deflate()) {
                    throw new Refused(ReplyCode.BAD_PARAMETER, "Only the mode S is offered");
                }
                int level = session.parameters().preferences().level();
                var mode = new TransferMode.Deflate(level, config.inflateRatio());
                yield Future.succeededFuture(in(mode, "Mode is Z, compressed", session));
            }
            case "B", "C" -> Future.failedFuture(new Refused(ReplyCode.BAD_PARAMETER, "This mode is not offered"));
            default -> Future.failedFuture(new Refused(ReplyCode.BAD_ARGUMENT, "The mode is S"));
        };
    }

    private static Step in(TransferMode mode, String text, SessionState session) {
        var parameters = session.parameters();
        return session.with(parameters.with(parameters.preferences().in(mode))).says(ReplyCode.COMMAND_OKAY, text);
    }
}
