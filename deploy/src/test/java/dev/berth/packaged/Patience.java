package dev.berth.packaged;

import java.lang.management.ManagementFactory;
import java.time.Duration;

/// How long a limit is on a machine that does other things, too: what is promised holds for a processor of one's
/// own.
final class Patience {

    private Patience() {}

    /// The limit itself on an idle machine, and as many times that as runnable processes share a processor.
    static Duration of(Duration limit) {
        var system = ManagementFactory.getOperatingSystemMXBean();
        double share = system.getSystemLoadAverage() / system.getAvailableProcessors();
        return Duration.ofMillis((long) (limit.toMillis() * Math.max(1, share)));
    }
}
