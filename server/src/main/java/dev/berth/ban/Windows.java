package dev.berth.ban;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// How often something has happened lately, by key, in a table of fixed size. A key has eight places where it may
/// stand; if others have them all, the one with the smallest count gives way, so that whoever floods the table with
/// new keys drives out only what counts little. May be used on any thread; nothing is locked.
///
/// The window slides: what happened in the window before counts for as much of it as is still within reach.
final class Windows {

    private static final int PLACES = 8;

    private final AtomicReferenceArray<@Nullable Count> table;
    private final long millis;
    private final LongSupplier clock;

    /// @param most how many keys are remembered at most
    /// @param window for how long
    /// @param clock milliseconds since any moment, never backwards
    Windows(int most, Duration window, LongSupplier clock) {
        this.table = new AtomicReferenceArray<>(Math.ceilDiv(most, PLACES) * PLACES);
        this.millis = window.toMillis();
        this.clock = clock;
    }

    /// @param window the number of the window that `now` is about
    /// @param before how often in the one before
    private record Count(Key key, long window, int now, int before) {

        Count at(long current) {
            if (current == window) {
                return this;
            }
            return new Count(key, current, 0, current == window + 1 ? now : 0);
        }

        Count oneMore() {
            return new Count(key, window, now + 1, before);
        }

        /// How often until now, `share` of the window being over.
        int sum(double share) {
            return now + (int) (before * (1 - share));
        }
    }

    /// Whether it has happened at all, in this window or the one before.
    boolean knows(Key key) {
        int place = placeOf(key);
        Count found = place < 0 ? null : table.get(place);
        return found != null
                && found.key().equals(key)
                && found.at(window(clock.getAsLong())).sum(0) > 0;
    }

    /// How often lately.
    int count(Key key) {
        long time = clock.getAsLong();
        int place = placeOf(key);
        Count found = place < 0 ? null : table.get(place);
        return found == null || !found.key().equals(key)
                ? 0
                : found.at(window(time)).sum(share(time));
    }

    /// Once more.
    ///
    /// @param most with which count it begins anew
    /// @return whether it has reached `most`; of all who add, one is told so
    boolean reaches(Key key, int most) {
        long time = clock.getAsLong();
        while (true) {
            int known = placeOf(key);
            int place = known >= 0 ? known : weakest(key, time);
            Count old = table.get(place);
            Count counted = old == null || !old.key().equals(key) ? new Count(key, window(time), 0, 0) : old;
            Count next = counted.at(window(time)).oneMore();
            boolean reached = next.sum(share(time)) >= most;
            if (table.compareAndSet(place, old, reached ? null : next)) {
                return reached;
            }
        }
    }

    /// Once more.
    void add(Key key) {
        if (reaches(key, Integer.MAX_VALUE)) {
            throw new IllegalStateException("nobody counts so far");
        }
    }

    /// How many keys are remembered.
    int size() {
        int taken = 0;
        for (int place = 0; place < table.length(); place++) {
            if (table.get(place) != null) {
                taken++;
            }
        }
        return taken;
    }

    /// How many keys are remembered at most.
    int capacity() {
        return table.length();
    }

    private int placeOf(Key key) {
        int first = first(key);
        for (int place = first; place < first + PLACES; place++) {
            Count there = table.get(place);
            if (there != null && there.key().equals(key)) {
                return place;
            }
        }
        return -1;
    }

    /// The place of a key that gives way to a new one.
    private int weakest(Key key, long time) {
        int first = first(key);
        int weakest = first;
        int least = Integer.MAX_VALUE;
        for (int place = first; place < first + PLACES; place++) {
            Count there = table.get(place);
            int sum = there == null ? -1 : there.at(window(time)).sum(share(time));
            if (sum < least) {
                least = sum;
                weakest = place;
            }
        }
        return weakest;
    }

    private int first(Key key) {
        return (int) Long.remainderUnsigned(key.low(), table.length() / PLACES) * PLACES;
    }

    private long window(long time) {
        return Math.floorDiv(time, millis);
    }

    private double share(long time) {
        return (double) Math.floorMod(time, millis) / (double) millis;
    }
}
