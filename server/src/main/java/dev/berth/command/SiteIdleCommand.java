package dev.berth.command;

import dev.berth.protocol.ReplyCode;
import dev.berth.session.SessionState.LoggedIn;
import dev.berth.session.Step;
import io.vertx.core.Future;
import java.time.Duration;

/// `SITE IDLE [<SP> <seconds>]`: how long this session may be silent, 30 seconds to two hours.
///
/// @param limits what holds until somebody asks for something else
record SiteIdleCommand(IdleLimits limits) implements FtpCommand.Restricted<String> {

    private static final long LEAST = 30;
    private static final long MOST = 7200;

    @Override
    public Spec<String> spec() {
        return Spec.verb("IDLE").taking(Syntax.OPTIONAL_TEXT, "[<SP> seconds]").announced("SITE IDLE");
    }

    @Override
    public Future<Step> run(String argument, LoggedIn session) {
        var parameters = session.parameters();
        String seconds = argument.strip();
        if (seconds.isEmpty()) {
            long now = limits.of(session).toSeconds();
            return Future.succeededFuture(
                    session.says(ReplyCode.COMMAND_OKAY, "You may be silent for " + now + " seconds"));
        }
        if (!seconds.matches("\\d{1,6}") || Long.parseLong(seconds) < LEAST || Long.parseLong(seconds) > MOST) {
            throw new Refused(ReplyCode.BAD_ARGUMENT, "SITE IDLE takes " + LEAST + " to " + MOST + " seconds");
        }
        var limit = Duration.ofSeconds(Long.parseLong(seconds));
        return Future.succeededFuture(
                session.with(parameters.with(parameters.preferences().idling(limit)))
                        .says(ReplyCode.COMMAND_OKAY, "You may be silent for " + limit.toSeconds() + " seconds"));
    }
}
