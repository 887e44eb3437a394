package dev.berth.command;

import dev.berth.protocol.ReplyCode;
import dev.berth.session.SessionState.LoggedIn;
import dev.berth.session.Step;
import io.vertx.core.Future;
import java.util.Locale;

/// `PRET <SP> <command> [<SP> <pathname>]`: PRE-TRANSFER, of distributed servers: what the next PASV is for. Every
/// port of this server serves every command, so that nothing follows from it, and FEAT does not ask for it.
record PretCommand() implements FtpCommand.Restricted<String> {

    @Override
    public Spec<String> spec() {
        return Spec.verb("PRET").taking(Syntax.TEXT, "<SP> command [<SP> pathname]");
    }

    @Override
    public Future<Step> run(String command, LoggedIn session) {
        String verb = command.strip().split(" ", 2)[0].toUpperCase(Locale.ROOT);
        return switch (verb) {
            case "RETR", "STOR", "APPE", "STOU", "LIST", "NLST", "MLSD" ->
                Future.succeededFuture(session.says(ReplyCode.COMMAND_OKAY, "OK, will be " + verb));
            default -> Future.failedFuture(new Refused(ReplyCode.BAD_PARAMETER, "That command moves no data"));
        };
    }
}
