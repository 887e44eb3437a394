package dev.berth.quota;

import io.vertx.core.Future;

/// Compares the books of an owner with what lies on the disk, and puts them right.
@FunctionalInterface
public interface Recounts {

    /// Recounts one owner; takes the longer the more files there are.
    ///
    /// @return what was found; the books are right then. Fails with [QuotaLedger.StillBusy] when the owner stores
    ///     something all the time
    Future<Drift> of(Owner owner);
}
