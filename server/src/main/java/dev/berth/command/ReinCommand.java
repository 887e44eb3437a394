package dev.berth.command;

import dev.berth.protocol.ReplyCode;
import dev.berth.session.Busy;
import dev.berth.session.SessionState;
import dev.berth.session.SessionState.Greeted;
import dev.berth.session.Step;
import io.vertx.core.Future;

/// `REIN`: REINITIALIZE, RFC 959 §4.1.1: the login and everything that was set are forgotten, the connection stays.
/// A transfer that runs is finished first, since the command waits in its turn. Refused logins stay counted.
///
/// @param greeting what 220 says
record ReinCommand(Greeting greeting) implements FtpCommand.Open<Nothing> {

    @Override
    public Spec<Nothing> spec() {
        return Spec.verb("REIN");
    }

    @Override
    public Future<Step> run(Nothing nothing, SessionState session) {
        int refusals = switch (session) {
            case Greeted greeted -> greeted.refusals();
            case SessionState.Identified identified -> identified.refusals();
            case SessionState.LoggedIn _, Busy _, SessionState.Closed _ -> 0;
        };
        var next = new Greeted(
                session.origin().reinitialised(), session.parameters().reinitialised(), refusals);
        return Future.succeededFuture(next.says(ReplyCode.SERVICE_READY, greeting.of(next.origin())));
    }
}
