package dev.berth.control;

import dev.berth.limit.Bucket;
import dev.berth.tenant.Limits;
import java.util.concurrent.TimeUnit;

/// How fast one session may send commands. Who sends more is answered more slowly, and who goes on with that is sent
/// away.
final class Tempo {

    /// As many commands may come at once as there may be in one second.
    private static final double KEPT_SECONDS = 1;

    private static final long SHORTEST_WAIT = TimeUnit.MILLISECONDS.toNanos(10);
    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(10);

    private final Bucket bucket = new Bucket(Limits.UNLIMITED, KEPT_SECONDS, System.nanoTime());
    private boolean waiting;
    private long place;
    private long slowedSince;
    private boolean slowed;

    /// Whether the next command may be answered.
    ///
    /// @param perSecond how many may be
    /// @return how long to wait first, in nanoseconds; 0 if it may be answered now
    long ask(long perSecond, long now) {
        bucket.goOnAt(perSecond, now);
        if (!waiting) {
            place = bucket.take(1, now);
            waiting = true;
        }
        long rest = bucket.rest(place, now);
        if (rest > SHORTEST_WAIT) {
            slowedSince = slowed ? slowedSince : now;
            slowed = true;
            return rest;
        }
        waiting = false;
        return 0;
    }

    /// The client waits for its replies: it is not too fast.
    void rests() {
        slowed = false;
    }

    /// Whether the client has been too fast for too long.
    boolean isBeyondPatience(long now) {
        return slowed && now - slowedSince > PATIENCE;
    }
}
