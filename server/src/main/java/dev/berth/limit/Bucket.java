package dev.berth.limit;

import dev.berth.tenant.Limits;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

/// A token bucket: what may happen in the course of time at a rate that may be changed at any moment.
///
/// It is a line of places, one for each octet, which time moves along at the rate. Whoever wants some takes the next
/// places and may go when time has come to the first of them, so that all are served in the order of asking, and
/// exactly as many as there was time for. What nobody took is kept for a moment only, so that somebody who comes a
/// little late has lost nothing. A new rate changes how fast time moves on; places that were taken stay.
///
/// May be used by many threads; nobody is ever held up. The clock is the caller's, in nanoseconds.
public final class Bucket {

    private static final double SECOND = 1e9;

    private final double kept;
    private final AtomicReference<Pace> pace;
    private final AtomicLong taken = new AtomicLong();

    /// @param rate per second, or [Limits#UNLIMITED]
    /// @param kept how many seconds' worth of what nobody took may be taken later
    /// @param now the time
    public Bucket(long rate, double kept, long now) {
        this.kept = kept;
        this.pace = new AtomicReference<>(new Pace(rate, 0, now));
    }

    /// One of which nobody took anything for a long time.
    public static Bucket full(long rate, double kept, long now) {
        var bucket = new Bucket(rate, kept, now);
        bucket.taken.set((long) (-rate * kept));
        return bucket;
    }

    /// @param place where time was
    /// @param since when that was
    private record Pace(long rate, double place, long since) {

        boolean isUnlimited() {
            return rate == Limits.UNLIMITED;
        }

        double placeAt(long now) {
            return place + rate * ((now - since) / SECOND);
        }
    }

    /// Goes on at another rate; does nothing if it is the same. Who was not limited before has nothing to pay for, and
    /// what was taken while the rate was higher takes no longer than it would have.
    public void goOnAt(long rate, long now) {
        Pace old = pace.get();
        if (old.rate() != rate) {
            double place = old.isUnlimited() ? taken.get() : old.placeAt(now);
            double slower = Math.max(0, 1 - (double) rate / old.rate());
            double paid = Math.max(0, taken.get() - place) * slower;
            pace.compareAndSet(old, new Pace(rate, place + paid, now)); // else somebody else has just done it
        }
    }

    /// Takes the next places.
    ///
    /// @return the first of them, for [#rest]
    public long take(long count, long now) {
        Pace current = pace.get();
        if (current.isUnlimited()) {
            return taken.get();
        }
        long oldest = (long) (current.placeAt(now) - current.rate() * kept);
        while (true) {
            long next = taken.get();
            long first = Math.max(next, oldest);
            if (taken.compareAndSet(next, first + count)) {
                return first;
            }
        }
    }

    /// Takes the next places if time comes to the first of them soon enough; else nothing.
    ///
    /// @param longest how long that may take, in nanoseconds
    /// @return how long it takes, in nanoseconds; -1 if that is too long
    public long takeWithin(long count, long longest, long now) {
        Pace current = pace.get();
        if (current.isUnlimited()) {
            return 0;
        }
        long oldest = (long) (current.placeAt(now) - current.rate() * kept);
        while (true) {
            long next = taken.get();
            long first = Math.max(next, oldest);
            long rest = rest(first, now);
            if (rest > longest) {
                return -1;
            }
            if (taken.compareAndSet(next, first + count)) {
                return rest;
            }
        }
    }

    /// How long it still takes until a place may be used, in nanoseconds; 0 if that is now.
    public long rest(long place, long now) {
        Pace current = pace.get();
        if (current.isUnlimited()) {
            return 0;
        }
        double ahead = place - current.placeAt(now);
        return ahead <= 0 ? 0 : (long) Math.ceil(ahead / current.rate() * SECOND);
    }

    /// Whether nothing is lost if it is forgotten: time has come to everything that was taken.
    public boolean isIdle(long now) {
        Pace current = pace.get();
        return current.isUnlimited() || current.placeAt(now) - current.rate() * kept >= taken.get();
    }
}
