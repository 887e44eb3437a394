package dev.berth;

import java.time.Duration;

/// What an event loop may take for one event in a test.
public final class LongestOnALoop {

    /// 200 ms; `BERTH_TEST_BLOCKED_MILLIS` raises it on a machine that other work keeps busy.
    public static final Duration LIMIT =
            Duration.ofMillis(Long.parseLong(System.getenv().getOrDefault("BERTH_TEST_BLOCKED_MILLIS", "200")));

    private LongestOnALoop() {}
}
