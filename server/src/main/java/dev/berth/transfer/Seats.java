package dev.berth.transfer;

import java.util.concurrent.ConcurrentHashMap;

/// Counts how many of something each one has, and gives no more than it may have. May be used from any thread.
final class Seats {

    private final int most;
    private final ConcurrentHashMap<Object, Integer> taken = new ConcurrentHashMap<>();

    /// @param most for each one
    Seats(int most) {
        this.most = most;
    }

    /// Gives one more.
    ///
    /// @return false if it has as many as it may
    boolean take(Object who) {
        return take(who, most);
    }

    /// Gives one more to somebody with a limit of its own.
    ///
    /// @param own the limit; the usual one holds as well
    /// @return false if it has as many as it may
    boolean take(Object who, int own) {
        boolean[] had = new boolean[1];
        taken.compute(who, (_, count) -> {
            int now = count == null ? 0 : count;
            had[0] = now < Math.min(own, most);
            return had[0] ? Integer.valueOf(now + 1) : count;
        });
        return had[0];
    }

    /// Gives one back.
    void leave(Object who) {
        taken.computeIfPresent(who, (_, count) -> count > 1 ? count - 1 : null);
    }

    /// Whether nobody has any.
    boolean isEmpty() {
        return taken.isEmpty();
    }
}
