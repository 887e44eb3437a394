package dev.berth.command;

import java.util.List;

/// Ends sessions that nobody is there for any more, as far as can be told.
@FunctionalInterface
public interface Stale {

    /// Of these sessions, ends those that have been silent for too long.
    ///
    /// @param sessions their numbers
    void end(List<Long> sessions);
}
