package dev.berth.diagnosis;

import dev.berth.observe.Event;
import java.time.Instant;

/// One line of a session's story. It is put into words when somebody asks: most stories nobody reads.
///
/// @param at when
/// @param event what happened
public record Entry(Instant at, Event.OfSession event) {

    private static final int LONGEST_TEXT = 200;

    /// Whose line it is.
    public Who who() {
        return Words.who(event);
    }

    /// What happened, for people; secrets are masked.
    public String text() {
        String text = Words.of(event);
        return text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT) + "...";
    }

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
