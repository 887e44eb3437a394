package dev.berth.admin.once;

import dev.berth.admin.problem.Problem;
import dev.berth.admin.problem.Problem.Kind;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/// How often each caller may call: so many calls a second, and ten times as many at once after a pause. Lives on one
/// context.
public final class Rates {

    private static final int BURST_SECONDS = 10;
    private static final int MOST_CALLERS = 10_000;
    private static final double NANOS = 1e9;

    private final int perSecond;
    private final LongSupplier clock;
    private final Map<String, Bucket> callers = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
            return size() > MOST_CALLERS;
        }
    };

    /// @param perSecond calls of one caller; 0 for no limit
    /// @param clock nanoseconds that pass
    public Rates(int perSecond, LongSupplier clock) {
        this.perSecond = perSecond;
        this.clock = clock;
    }

    private record Bucket(double tokens, long at) {}

    /// Counts a call.
    ///
    /// @param caller who
    /// @throws Problem 429 if it is one too many
    public void admit(String caller) {
        if (perSecond == 0) {
            return;
        }
        long now = clock.getAsLong();
        double most = (double) perSecond * BURST_SECONDS;
        Bucket before = callers.getOrDefault(caller, new Bucket(most, now));
        double tokens = Math.min(most, before.tokens() + (now - before.at()) / NANOS * perSecond);
        callers.put(caller, new Bucket(Math.max(0, tokens - 1), now));
        if (tokens < 1) {
            throw Problem.of(
                    Kind.TOO_MANY,
                    "A caller, and all of a tenant together, have " + perSecond
                            + " calls a second (admin.callsPerSecond); wait a second");
        }
    }
}
