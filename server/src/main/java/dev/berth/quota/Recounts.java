package dev.berth.quota;

import io.vertx.core.Future;

/// Compares the books of an owner with what lies on the disk, and puts them right.
@FunctionalInterface
public interface Recounts {

    /// Begins to recount one owner; takes the longer the more files there are.
    Counting of(Owner owner);

    /// A recount that was begun.
    interface Counting {

        /// What was found; the books are right then. Fails with [QuotaLedger.StillBusy] when the owner stores something
        /// all the time.
        Future<Drift> ended();

        /// It is not wanted any more: it fails soon, and leaves the books as they were.
        void cancel();
    }
}
