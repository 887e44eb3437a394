package dev.berth.limit;

import dev.berth.tenant.Limits;
import java.util.concurrent.atomic.AtomicInteger;

/// What the transfers of one tenant, account or session share: a bucket for each direction.
final class Share {

    private final Way down;
    private final Way up;
    private final AtomicInteger held = new AtomicInteger();
    private volatile Limits limits = Limits.NONE;

    Share(long now) {
        this.down = new Way(now);
        this.up = new Way(now);
    }

    /// One direction.
    private static final class Way {

        /// How much of what nobody took is kept: as long as somebody may wait for his turn elsewhere, and a busy
        /// machine lets a timer be late.
        private static final double KEPT_SECONDS = 0.25;

        private final Bucket bucket;
        private final AtomicInteger users = new AtomicInteger();
        private final AtomicInteger parts = new AtomicInteger();

        Way(long now) {
            this.bucket = new Bucket(Limits.UNLIMITED, KEPT_SECONDS, now);
        }
    }

    private Way way(Direction direction) {
        return switch (direction) {
            case DOWNLOAD -> down;
            case UPLOAD -> up;
        };
    }

    Bucket bucket(Direction direction) {
        return way(direction).bucket;
    }

    /// What was said of an account itself.
    Limits limits() {
        return limits;
    }

    void limited(Limits newest) {
        limits = newest;
    }

    /// Somebody needs it, whom [#release] follows.
    void hold() {
        held.incrementAndGet();
    }

    void release() {
        held.decrementAndGet();
    }

    /// One transfer more goes this way.
    ///
    /// @return how many there are now
    int enter(Direction direction) {
        return way(direction).users.incrementAndGet();
    }

    /// One transfer less goes this way.
    ///
    /// @return how many there are now
    int exit(Direction direction) {
        return way(direction).users.decrementAndGet();
    }

    /// How many transfers go this way.
    int users(Direction direction) {
        return Math.max(1, way(direction).users.get());
    }

    /// An account begins to use it, or has ended.
    void countPart(Direction direction, int change) {
        way(direction).parts.addAndGet(change);
    }

    /// How many accounts with transfers that go this way share it.
    int parts(Direction direction) {
        return Math.max(1, way(direction).parts.get());
    }

    boolean isIdle(long now) {
        return held.get() == 0 && down.bucket.isIdle(now) && up.bucket.isIdle(now);
    }
}
