package dev.berth.control;

import dev.berth.command.IdleLimits;
import dev.berth.config.SessionConfig;
import dev.berth.session.Busy;
import dev.berth.session.SessionState;
import dev.berth.session.SessionState.Greeted;
import dev.berth.session.SessionState.Identified;
import dev.berth.session.SessionState.LoggedIn;
import java.time.Duration;
import java.util.Optional;

/// How long a client has been silent, and whether that is too long.
final class Silence {

    private final SessionConfig config;
    private final IdleLimits idle;
    private long since = System.nanoTime();

    Silence(SessionConfig config, IdleLimits idle) {
        this.config = config;
        this.idle = idle;
    }

    /// The client has done something, or what it waited for is done.
    void broken() {
        since = System.nanoTime();
    }

    /// Whether it lasts longer than this.
    boolean isLonger(Duration limit) {
        return isLonger(limit, System.nanoTime());
    }

    /// Why the session must end now, in words for the client; empty if it need not.
    ///
    /// @param busy whether a reply is being worked on
    /// @param now of the clock of [System#nanoTime]
    Optional<String> verdict(SessionState state, boolean busy, long now) {
        return switch (state) {
            case Greeted _, Identified _ -> after(config.loginTimeout(), now, "You took too long to log in");
            case LoggedIn user -> busy ? Optional.empty() : after(idle.of(user), now, "You were idle for too long");
            case Busy _, SessionState.Closed _ -> Optional.empty();
        };
    }

    private Optional<String> after(Duration limit, long now, String why) {
        return isLonger(limit, now) ? Optional.of(why) : Optional.empty();
    }

    private boolean isLonger(Duration limit, long now) {
        return now - since > limit.toNanos();
    }
}
