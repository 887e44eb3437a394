package dev.berth.control;

import dev.berth.observe.Event;
import dev.berth.observe.Events;
import io.vertx.core.Context;
import io.vertx.core.Future;
import java.time.Duration;

/// Tells that a session is over: after what its last command still tells, such as a login. A command that a storage or
/// a database keeps for ever does not keep that back, or the session would be counted among the open ones as long. It
/// is used on the session's context.
final class LastWord {

    private final Events events;
    private final long session;
    private final Duration patience;
    private boolean said;

    /// @param session its number
    /// @param patience how long a command may still have something to tell
    LastWord(Events events, long session, Duration patience) {
        this.events = events;
        this.session = session;
        this.patience = patience;
    }

    /// The client has left.
    ///
    /// @param answering the command that is being answered, if one is
    void after(Future<?> answering, Context context) {
        if (!answering.isComplete()) {
            long timer = context.owner().setTimer(patience.toMillis(), _ -> say());
            answering.onComplete(_ -> {
                if (context.owner().cancelTimer(timer)) {
                    say();
                }
            });
        } else {
            say();
        }
    }

    /// A command was answered, perhaps for somebody who had left. Whoever has noted a login then forgets it again.
    ///
    /// @param login whether it has logged in
    void reached(boolean login) {
        if (said && login) {
            say();
        }
    }

    private void say() {
        said = true;
        events.publish(new Event.SessionClosed(session));
    }
}
