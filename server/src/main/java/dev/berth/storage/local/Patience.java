package dev.berth.storage.local;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/// Whether what should take no time may be tried on an event loop. Something between us and the disk, such as a scanner
/// that is asked at each opening, may make even what is cached wait. While one try lasts, no other begins; when many
/// in a row were slow, or one very slow, all is left to the storage's threads for a minute. One that was slow though
/// its thread never gave up the processor was just not given it, which says nothing.
final class Patience {

    private static final long SLOW_NANOS = 5_000_000;
    private static final long VERY_SLOW_NANOS = 20 * SLOW_NANOS;
    private static final long REST_NANOS = 60_000_000_000L;

    /// How many quick ones make up for a slow one.
    private static final int WEIGHT = 20;

    private static final int MOST = 10 * WEIGHT;

    private final LongSupplier waits;
    private final AtomicInteger lost = new AtomicInteger();
    private final AtomicInteger underWay = new AtomicInteger();
    private volatile long firstBegan;
    private volatile long restsUntil;
    private volatile boolean resting;

    Patience() {
        this(Inodes::waits);
    }

    /// @param waits how often the calling thread has had to wait so far
    Patience(LongSupplier waits) {
        this.waits = waits;
    }

    /// Tries something on the calling thread.
    ///
    /// @param act gives nothing, or fails, if it must be done in the usual way
    /// @return empty also if it may not be tried
    <T> Optional<T> attempt(Supplier<Optional<T>> act) {
        long began = System.nanoTime();
        if (!begins(began)) {
            return Optional.empty();
        }
        long before = waits.getAsLong();
        try {
            return act.get();
        } catch (RuntimeException usual) { // what nobody has thought of as well: it comes out again there
            return Optional.empty();
        } finally {
            long now = System.nanoTime();
            ended(began, now - began <= SLOW_NANOS || waits.getAsLong() != before ? now : began);
        }
    }

    /// Begins a try, which must be ended by [#ended].
    ///
    /// @param now in nanoseconds
    /// @return false if it may not be tried
    boolean begins(long now) {
        if (resting && now - restsUntil < 0) {
            return false;
        }
        if (resting) {
            resting = false;
            lost.set(0);
        }
        if (underWay.get() > 0 && now - firstBegan > SLOW_NANOS) {
            return false;
        }
        if (underWay.getAndIncrement() == 0) {
            firstBegan = now;
        }
        return true;
    }

    /// It was tried.
    ///
    /// @param began in nanoseconds
    /// @param now in nanoseconds
    void ended(long began, long now) {
        underWay.decrementAndGet();
        long took = now - began;
        if (took <= SLOW_NANOS) {
            if (lost.get() > 0) {
                lost.decrementAndGet();
            }
        } else if (took > VERY_SLOW_NANOS || lost.addAndGet(WEIGHT) >= MOST) {
            restsUntil = now + REST_NANOS;
            resting = true;
        }
    }
}
