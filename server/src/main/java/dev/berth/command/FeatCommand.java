package dev.berth.command;

import dev.berth.protocol.ReplyCode;
import dev.berth.session.SessionState;
import dev.berth.session.SessionState.LoggedIn;
import dev.berth.session.Step;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;

/// `FEAT`: FEATURE NEGOTIATION, RFC 2389 §3. What the account may not do is not announced to it.
record FeatCommand(Commands table) implements FtpCommand.Open<Nothing> {

    @Override
    public Spec<Nothing> spec() {
        return Spec.verb("FEAT");
    }

    @Override
    public Future<Step> run(Nothing nothing, SessionState session) {
        List<String> lines = new ArrayList<>();
        lines.add("Features:");
        add(table, session, lines);
        lines.add("End");
        return Future.succeededFuture(session.says(ReplyCode.SYSTEM_STATUS, lines));
    }

    private static void add(Commands table, SessionState session, List<String> lines) {
        for (FtpCommand<?> command : table.rows()) {
            if (mayUse(command.spec(), session)) {
                command.spec().features().stream()
                        .map(feature -> feature.apply(session))
                        .filter(line -> !line.isEmpty())
                        .forEach(lines::add);
            }
            if (command instanceof FtpCommand.Family<?> family) {
                add(family.members(), session, lines);
            }
        }
    }

    private static boolean mayUse(Spec<?> spec, SessionState session) {
        return !(session instanceof LoggedIn user)
                || spec.permission().map(user.account()::may).orElse(true);
    }
}
