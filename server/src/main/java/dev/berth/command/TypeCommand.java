package dev.berth.command;

import dev.berth.protocol.ReplyCode;
import dev.berth.protocol.TransferType;
import dev.berth.session.SessionState;
import dev.berth.session.Step;
import io.vertx.core.Future;

/// `TYPE <SP> <type-code>`: REPRESENTATION TYPE, RFC 959 §4.1.2, §3.1.1. ASCII Non-print, Image and Local 8 are
/// there; EBCDIC and printing are not.
record TypeCommand() implements FtpCommand.Open<String> {

    @Override
    public Spec<String> spec() {
        return Spec.verb("TYPE").taking(Syntax.WORDS, "<SP> A | I | L 8");
    }

    @Override
    public Future<Step> run(String code, SessionState session) {
        return switch (code) {
            case "A", "A N" -> set(TransferType.ASCII, session);
            case "I", "L 8", "L8" -> set(TransferType.IMAGE, session);
            case "A T", "A C", "E", "E N", "E T", "E C", "L" ->
                Future.failedFuture(new Refused(ReplyCode.BAD_PARAMETER, "This type is not supported"));
            default ->
                Future.failedFuture(
                        code.matches("L \\d{1,3}")
                                ? new Refused(ReplyCode.BAD_PARAMETER, "The byte size is 8")
                                : new Refused(ReplyCode.BAD_ARGUMENT, "The type is A, I or L 8"));
        };
    }

    private static Future<Step> set(TransferType type, SessionState session) {
        return Future.succeededFuture(
                session.with(session.parameters().with(type)).says(ReplyCode.COMMAND_OKAY, "Type is " + type.label()));
    }
}
