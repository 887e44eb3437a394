package dev.berth.command;

import dev.berth.protocol.ReplyCode;
import dev.berth.session.SessionState;
import dev.berth.session.Step;
import io.vertx.core.Future;

/// `CLNT <SP> <name>`: the client says what it is. No RFC has it; FileZilla, WinSCP and lftp send it when FEAT has
/// it.
record ClntCommand() implements FtpCommand.Open<String> {

    private static final int MOST = 200;

    @Override
    public Spec<String> spec() {
        return Spec.verb("CLNT").taking(Syntax.TEXT, "<SP> client-name").announced("CLNT");
    }

    @Override
    public Future<Step> run(String name, SessionState session) {
        return Future.succeededFuture(remembered(name, session).says(ReplyCode.COMMAND_OKAY, "Noted"));
    }

    static SessionState remembered(String name, SessionState session) {
        var parameters = session.parameters();
        String kept = name.strip();
        return session.with(parameters.with(
                parameters.preferences().calledItself(kept.substring(0, Math.min(MOST, kept.length())))));
    }
}
