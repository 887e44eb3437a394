package dev.berth.control;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/// Counts the sessions of a node, and admits no more than it can serve.
public final class Sessions {

    private final int max;
    private final AtomicInteger open = new AtomicInteger();
    private final AtomicLong last = new AtomicLong();

    /// @param max how many at once
    public Sessions(int max) {
        this.max = max;
    }

    /// How many there are.
    public int open() {
        return open.get();
    }

    /// The number of a new session, unique in this process.
    long nextNumber() {
        return last.incrementAndGet();
    }

    /// Takes a seat.
    ///
    /// @return false if there is none
    boolean admit() {
        if (open.incrementAndGet() <= max) {
            return true;
        }
        open.decrementAndGet();
        return false;
    }

    /// Gives a seat back.
    void leave() {
        open.decrementAndGet();
    }
}
