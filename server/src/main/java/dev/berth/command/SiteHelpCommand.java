package dev.berth.command;

import dev.berth.protocol.ReplyCode;
import dev.berth.session.SessionState.LoggedIn;
import dev.berth.session.Step;
import io.vertx.core.Future;

/// `SITE HELP [<SP> <command>]`: the same as HELP SITE.
record SiteHelpCommand(Commands table) implements FtpCommand.Restricted<String> {

    @Override
    public Spec<String> spec() {
        return Spec.verb("HELP").taking(Syntax.OPTIONAL_TEXT, "[<SP> command]");
    }

    @Override
    public Future<Step> run(String verb, LoggedIn session) {
        return Future.succeededFuture(session.says(ReplyCode.HELP, HelpText.of(table, "SITE ", verb)));
    }
}
