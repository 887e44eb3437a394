package dev.berth.storage.local;

import java.util.concurrent.atomic.AtomicInteger;

/// Whether what should take no time may be tried on an event loop. Something between us and the disk, such as a scanner
/// that is asked at each opening, may make even what is cached wait. While one try lasts, no other begins; when many
/// in a row were slow, or one very slow, all is left to the storage's threads for a minute. A slow one now and then is
/// a thread that did not have the processor.
final class Patience {

    private static final long SLOW_NANOS = 5_000_000;
    private static final long VERY_SLOW_NANOS = 20 * SLOW_NANOS;
    private static final long REST_NANOS = 60_000_000_000L;

    /// How many quick ones make up for a slow one.
    private static final int WEIGHT = 20;

    private static final int MOST = 10 * WEIGHT;

    private final AtomicInteger lost = new AtomicInteger();
    private final AtomicInteger underWay = new AtomicInteger();
    private volatile long firstBegan;
    private volatile long restsUntil;
    private volatile boolean resting;

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
