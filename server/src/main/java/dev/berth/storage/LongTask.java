package dev.berth.storage;

import dev.berth.storage.StorageException.Reason;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

/// An operation that may take minutes, as its two sides see it: the storage counts what it has done and looks
/// whether it is still wanted; the session tells the client how far it is, and calls it off. All methods may be
/// called from any thread.
public final class LongTask {

    private final Promise<Void> cancelled = Promise.promise();
    private final AtomicLong done = new AtomicLong();
    private final AtomicReference<Growth> growth = new AtomicReference<>(Growth.NONE);
    private volatile Growth most = Growth.UNBOUNDED;
    private volatile boolean wanted = true;

    /// It is not wanted any more; it ends soon, with [Reason#CANCELLED].
    public void cancel() {
        wanted = false;
        cancelled.tryComplete();
    }

    /// Whether it was called off.
    public boolean isCancelled() {
        return !wanted;
    }

    /// Completes when it is called off, if ever.
    public Future<Void> cancelled() {
        return cancelled.future();
    }

    /// How many octets were read or entries visited so far.
    public long done() {
        return done.get();
    }

    /// Counts, and looks whether to go on.
    ///
    /// @param amount octets or entries
    /// @throws StorageException CANCELLED when it was called off
    public void did(long amount) {
        done.addAndGet(amount);
        if (!wanted) {
            throw new StorageException(Reason.CANCELLED, "called off");
        }
    }

    /// Bounds what the operation may make of the files: beyond that it fails with [Reason#QUOTA_REACHED], and what it
    /// copied is not there.
    public void mayGrow(Growth bound) {
        most = bound;
    }

    /// What may still be made.
    public Growth room() {
        return most.minus(growth());
    }

    /// Counts what the operation itself has made of the files, however it ends: what others do to them meanwhile is
    /// theirs to count.
    public void grew(Growth by) {
        growth.accumulateAndGet(by, Growth::plus);
    }

    /// By how much it has made the files more, or less, so far.
    public Growth growth() {
        return growth.get();
    }
}
