package dev.berth.storage.local;

import java.util.concurrent.atomic.AtomicInteger;

/// Whether what should take no time may be tried on an event loop. Something between us and the disk, such as a scanner
/// that is asked at each opening, may make even what is cached wait; when many tries in a row are slow, it is left to
/// the storage's threads for a minute. A slow one now and then is a thread that did not have the processor.
final class Patience {

    private static final long REST_NANOS = 60_000_000_000L;

    /// How many quick ones make up for a slow one.
    private static final int WEIGHT = 20;

    private static final int MOST = 10 * WEIGHT;

    private final AtomicInteger lost = new AtomicInteger();
    private volatile long restsUntil;
    private volatile boolean resting;

    /// Whether it may be tried.
    ///
    /// @param now in nanoseconds
    boolean isThere(long now) {
        if (resting && now - restsUntil >= 0) {
            resting = false;
            lost.set(0);
        }
        return !resting;
    }

    /// It was tried.
    ///
    /// @param now in nanoseconds
    void took(boolean slow, long now) {
        if (slow) {
            if (lost.addAndGet(WEIGHT) >= MOST) {
                restsUntil = now + REST_NANOS;
                resting = true;
            }
        } else if (lost.get() > 0) {
            lost.decrementAndGet();
        }
    }
}
