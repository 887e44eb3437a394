package dev.berth.diagnosis;

import dev.berth.observe.Event;
import java.time.Instant;

/// One line of a session's story.
///
/// @param at when
/// @param who whose line it is
/// @param text for people; secrets are masked
/// @param event what happened
public record Entry(Instant at, Who who, String text, Event.OfSession event) {

    /// Whose line it is.
    public enum Who {
        /// A command.
        CLIENT,
        /// A reply.
        SERVER,
        /// What became of a data connection, a login or the session.
        FACT
    }
}
