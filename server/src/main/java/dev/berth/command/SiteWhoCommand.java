package dev.berth.command;

import dev.berth.protocol.Octets;
import dev.berth.protocol.ReplyCode;
import dev.berth.session.Busy;
import dev.berth.session.Roll;
import dev.berth.session.SessionState;
import dev.berth.session.SessionState.LoggedIn;
import dev.berth.session.Step;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;

/// `SITE WHO`: who of the same tenant is logged in on this node, and what they do; never anybody of another tenant.
/// Guests are not told (550).
record SiteWhoCommand(Roll roll) implements FtpCommand.Restricted<Nothing> {

    private static final int MOST = 1_000;

    @Override
    public Spec<Nothing> spec() {
        return Spec.verb("WHO").announced("SITE WHO");
    }

    @Override
    public Future<Step> run(Nothing nothing, LoggedIn session) {
        if (session.account().login().guest().isPresent()) {
            throw new Refused(ReplyCode.FILE_UNAVAILABLE, "Guests are not told who is here");
        }
        List<String> lines = new ArrayList<>(List.of("Logged in now:"));
        List<SessionState> present = roll.of(session.account().tenant().id());
        present.stream().limit(MOST).map(SiteWhoCommand::line).forEach(lines::add);
        lines.add(present.size() + (present.size() == 1 ? " session" : " sessions"));
        return Future.succeededFuture(session.says(ReplyCode.COMMAND_OKAY, lines));
    }

    private static String line(SessionState state) {
        String user = Octets.ofText(Roll.user(state).account().user().value());
        String doing = state instanceof Busy engaged ? engaged.verb() : "idle";
        return user + " from " + state.origin().client().getAddress().getHostAddress() + ": " + doing;
    }
}
