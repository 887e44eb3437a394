package dev.berth.command;

import dev.berth.protocol.ReplyCode;
import dev.berth.session.SessionState;
import dev.berth.session.Step;
import io.vertx.core.Future;

/// `CSID <SP> Name=...; Version=...;`: CLIENT/SERVER IDENTIFICATION,
/// draft-peterson-streamlined-ftp-command-extensions §4. Both sides say what they are; the server's version is not
/// told to people who have not logged in.
record CsidCommand() implements FtpCommand.Open<String> {

    @Override
    public Spec<String> spec() {
        return Spec.verb("CSID")
                .taking(Syntax.TEXT, "<SP> Name=...; Version=...;")
                .announced("CSID");
    }

    @Override
    public Future<Step> run(String facts, SessionState session) {
        return Future.succeededFuture(ClntCommand.remembered(facts, session)
                .says(
                        ReplyCode.COMMAND_OKAY,
                        "Name=Berth; Version=" + version(session) + "; CaseSensitive=1; DirSep=/;"));
    }

    private static String version(SessionState session) {
        String version = CsidCommand.class.getPackage().getImplementationVersion();
        return session instanceof SessionState.LoggedIn && version != null ? version : "1";
    }
}
