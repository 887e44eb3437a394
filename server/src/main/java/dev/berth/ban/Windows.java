package dev.berth.ban;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/// How often something has happened lately, by key, in a table of fixed size. A key has eight places where it may
/// stand; if others have them all, the one with the smallest count gives way, so that whoever floods the table with
/// new keys drives out only what counts little. May be used on any thread; nothing is locked.
///
/// Windows are as long as whoever counts wants them. If that changes for a key, what was counted stays, as if all of it
/// had happened just now.
///
/// The window slides: what happened in the window before counts for as much of it as is still within reach.
final class Windows {

    private static final int PLACES = 8;

    private final AtomicReferenceArray<@Nullable Count> table;
    private final Duration usual;
    private final LongSupplier clock;

    /// @param most how many keys are remembered at most
    /// @param usual for how long, unless said otherwise
    /// @param clock milliseconds since any moment, never backwards
    Windows(int most, Duration usual, LongSupplier clock) {
        this.table = new AtomicReferenceArray<>(Math.ceilDiv(most, PLACES) * PLACES);
        this.usual = usual;
        this.clock = clock;
    }

    /// @param millis how long its windows are
    /// @param window the number of the window that `now` is about
    /// @param before how often in the one before
    private record Count(Key key, long millis, long window, int now, int before) {

        static Count none(Key key, long millis, long time) {
            return new Count(key, millis, Math.floorDiv(time, millis), 0, 0);
        }

        Count at(long time) {
            long current = Math.floorDiv(time, millis);
            if (current == window) {
                return this;
            }
            return new Count(key, millis, current, 0, current == window + 1 ? now : 0);
        }

        Count within(long wanted, long time) {
            return wanted == millis ? at(time) : new Count(key, wanted, Math.floorDiv(time, wanted), sum(time), 0);
        }

        Count oneMore() {
            return new Count(key, millis, window, now + 1, before);
        }

        /// Whether it was in the window of that time, or the one before.
        boolean isRecent(long time) {
            Count current = at(time);
            return current.now + current.before > 0;
        }

        /// How often until that time: of the window before, what is still within reach.
        int sum(long time) {
            Count current = at(time);
            double over = (double) Math.floorMod(time, millis) / (double) millis;
            return current.now + (int) (current.before * (1 - over));
        }
    }

    /// Whether it has happened at all, in this window or the one before.
    boolean knows(Key key) {
        int place = placeOf(key);
        Count found = place < 0 ? null : table.get(place);
        return found != null && found.key().equals(key) && found.isRecent(clock.getAsLong());
    }

    /// How often lately.
    int count(Key key) {
        long time = clock.getAsLong();
        int place = placeOf(key);
        Count found = place < 0 ? null : table.get(place);
        return found == null || !found.key().equals(key) ? 0 : found.sum(time);
    }

    /// Once more.
    ///
    /// @param most with which count it begins anew
    /// @param window for how long it counts
    /// @return whether it has reached `most`; of all who add, one is told so
    boolean reaches(Key key, int most, Duration window) {
        long millis = window.toMillis();
        long time = clock.getAsLong();
        while (true) {
            int known = placeOf(key);
            int place = known >= 0 ? known : weakest(key, time);
            Count old = table.get(place);
            Count counted =
                    old == null || !old.key().equals(key) ? Count.none(key, millis, time) : old.within(millis, time);
            Count next = counted.oneMore();
            boolean reached = next.sum(time) >= most;
            if (table.compareAndSet(place, old, reached ? null : next)) {
                return reached;
            }
        }
    }

    /// Once more.
    void add(Key key) {
        if (reaches(key, Integer.MAX_VALUE, usual)) {
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
            int sum = there == null ? -1 : there.sum(time);
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
}
