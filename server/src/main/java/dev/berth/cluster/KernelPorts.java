package dev.berth.cluster;

import dev.berth.endpoint.Berth;
import dev.berth.endpoint.Endpoint;
import dev.berth.endpoint.EphemeralPorts;
import dev.berth.endpoint.PassiveRange;
import dev.berth.endpoint.Topology;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The ports that the kernel takes for outgoing connections, and what to tell the operator of ranges among them.
public final class KernelPorts {

    private static final Path RANGE = Path.of("/proc/sys/net/ipv4/ip_local_port_range");
    private static final Path RESERVED = Path.of("/proc/sys/net/ipv4/ip_local_reserved_ports");
    private static final int NAMED = 5;

    private KernelPorts() {}

    /// Asks the kernel; to be called on an ordinary thread.
    ///
    /// @return [EphemeralPorts#UNKNOWN] where the kernel does not tell
    public static EphemeralPorts read() {
        try {
            return EphemeralPorts.parse(text(RANGE), Files.exists(RESERVED) ? text(RESERVED) : "");
        } catch (IOException _) {
            return EphemeralPorts.UNKNOWN;
        }
    }

    /// In one read: the kernel gives a file of /proc/sys only once.
    private static String text(Path file) throws IOException {
        return String.join(" ", Files.readAllLines(file));
    }

    /// What to tell the operator; empty if no range is among them.
    static Optional<String> warning(EphemeralPorts ephemeral, Topology topology) {
        List<String> ranges = Stream.concat(
                        topology.berths().stream().map(Berth::range),
                        topology.endpoints().stream().map(Endpoint::sharedPool))
                .flatMap(Optional::stream)
                .filter(ephemeral::meets)
                .map(PassiveRange::toString)
                .sorted()
                .toList();
        if (ranges.isEmpty()) {
            return Optional.empty();
        }
        String some = ranges.stream().limit(NAMED).collect(Collectors.joining(", "));
        String more = ranges.size() > NAMED ? " and " + (ranges.size() - NAMED) + " more" : "";
        return Optional.of("the passive ports " + some + more + " are among those that the system takes for outgoing"
                + " connections (" + ephemeral + "), and a port that it has taken cannot be opened; keep them from it:"
                + " sysctl -w net.ipv4.ip_local_reserved_ports="
                + ranges.stream().limit(NAMED).collect(Collectors.joining(",")) + (more.isEmpty() ? "" : ",..."));
    }
}
