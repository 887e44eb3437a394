package dev.berth.command;

import dev.berth.protocol.ReplyCode;
import dev.berth.session.SessionState;
import dev.berth.session.Step;
import io.vertx.core.Future;

/// `HELP [<SP> <string>]`: HELP, RFC 959 §4.1.3.
record HelpCommand(Commands table) implements FtpCommand.Open<String> {

    @Override
    public Spec<String> spec() {
        return Spec.verb("HELP").taking(Syntax.OPTIONAL_TEXT, "[<SP> verb]");
    }

    @Override
    public Future<Step> run(String verb, SessionState session) {
        return Future.succeededFuture(session.says(ReplyCode.HELP, HelpText.of(table, "", verb)));
    }
}
