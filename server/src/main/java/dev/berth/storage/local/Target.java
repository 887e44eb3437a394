package dev.berth.storage.local;

import dev.berth.storage.Growth;
import io.vertx.core.Future;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/// Where an upload ends up. All methods are called on the pool, or on an event loop where nothing waits for a disk, one
/// at a time; one of [#publish], [#giveUp]
/// and [#discard] is called once, and closes everything.
sealed interface Target permits NewContent, InPlace {

    /// The file to write to.
    FileOutput output();

    /// Called before the first octet is written, and before [#publish].
    void begin();

    /// Makes what was written durable and visible.
    ///
    /// @return the whole file's size in octets, on any thread
    Future<Long> publish();

    /// Whether [#publish] would neither wait for another thread, nor read a directory or remove a file that may be
    /// large.
    default boolean waitsForNobody() {
        return false;
    }

    /// As [dev.berth.storage.Upload#replaces].
    Growth replaces();

    /// As [dev.berth.storage.Upload#boundBy].
    default void boundBy(Supplier<Growth> most) {}

    /// As [dev.berth.storage.Upload#among].
    default void among(LongSupplier most) {}

    /// By how much the files have grown; known at the end.
    Growth growth();

    /// Ends without success, keeping what is to be kept.
    ///
    /// @param arrived how many octets were written
    void giveUp(long arrived);

    /// Ends without success, keeping nothing that has no name yet.
    ///
    /// @param arrived how many octets were written
    default void discard(long arrived) {
        giveUp(arrived);
    }
}
