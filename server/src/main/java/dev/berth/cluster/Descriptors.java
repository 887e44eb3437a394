package dev.berth.cluster;

import com.sun.management.UnixOperatingSystemMXBean;
import dev.berth.config.BerthConfig;
import dev.berth.endpoint.Berth;
import dev.berth.endpoint.Endpoint;
import dev.berth.endpoint.PassiveRange;
import dev.berth.endpoint.Topology;
import java.lang.management.ManagementFactory;
import java.util.Optional;

/// How many file descriptors the node needs, and whether the system gives so many: every open port takes one on each
/// address, every session takes one for its control connection, one for data and one for a file.
final class Descriptors {

    /// What the process itself has open: libraries, database, logs, event loops.
    private static final long OWN = 300;

    private static final int PER_SESSION = 3;

    private Descriptors() {}

    /// What a topology needs when every session that is allowed is there.
    static long needed(BerthConfig config, Topology topology) {
        return OWN
                + listening(config, topology)
                + (long) PER_SESSION * config.session().max();
    }

    /// What its listening ports alone need.
    static long listening(BerthConfig config, Topology topology) {
        long ports = 0;
        for (Endpoint endpoint : topology.endpoints()) {
            ports += endpoint.listeners().size()
                    + endpoint.sharedPool().map(PassiveRange::size).orElse(0);
        }
        for (Berth berth : topology.berths()) {
            ports += berth.range().map(PassiveRange::size).orElse(0);
        }
        return ports * config.node().bind().size();
    }

    /// The limit of this process; empty where the system has none. Reads files, hence not for an event loop.
    static Optional<Long> limit() {
        return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean system
                        && system.getMaxFileDescriptorCount() > 0
                ? Optional.of(system.getMaxFileDescriptorCount())
                : Optional.empty();
    }

    /// What to tell the operator; empty if there are enough.
    static Optional<String> shortage(BerthConfig config, Topology topology, long limit) {
        long needed = needed(config, topology);
        if (needed <= limit) {
            return Optional.empty();
        }
        return Optional.of("the limit of open files is " + limit + ", and this node needs " + needed + ": "
                + listening(config, topology) + " for listening ports, " + PER_SESSION + " for each of session.max = "
                + config.session().max() + " sessions; raise it (LimitNOFILE=" + needed
                + " in the unit, ulimit -n in a shell) or lower session.max");
    }
}
