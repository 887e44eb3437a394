package dev.berth.command;

import dev.berth.protocol.ReplyCode;
import dev.berth.session.SessionState;
import dev.berth.session.Step;
import io.vertx.core.Future;

/// `PBSZ <SP> <size>`: PROTECTION BUFFER SIZE, RFC 2228 §3; with TLS it is 0, RFC 4217 §8. Any other size is
/// answered with 0 as well, which RFC 2228 allows: the server says what it takes.
record PbszCommand() implements FtpCommand.Open<String> {

    @Override
    public Spec<String> spec() {
        return Spec.verb("PBSZ")
                .taking(PbszCommand::size, "<SP> 0")
                .announcedTo(session -> AfterAuth.isOffered(session) ? "PBSZ" : "");
    }

    @Override
    public Future<Step> run(String size, SessionState session) {
        var sized = AfterAuth.of(session).withSize();
        return Future.succeededFuture(
                session.with(session.parameters().with(sized)).says(ReplyCode.COMMAND_OKAY, "PBSZ=0"));
    }

    /// A number of 32 bits, RFC 2228 §3.
    private static String size(String argument) {
        String digits = Syntax.WORDS.parse(argument);
        if (!digits.matches("[0-9]{1,10}") || Long.parseLong(digits) > 0xFFFF_FFFFL) {
            throw new Refused(ReplyCode.BAD_ARGUMENT, "The size is a number; with TLS it is 0");
        }
        return digits;
    }
}
