package dev.berth.endpoint;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/// The ports that the system of a node takes for its own outgoing connections. A passive port that it has taken
/// cannot be opened, and nobody knows beforehand which that will be.
///
/// @param first the first; 0 if it is not known
/// @param last the last; below `first` if it is not known
/// @param reserved those within that the system leaves alone
public record EphemeralPorts(int first, int last, List<Span> reserved) {

    /// A system that does not tell.
    public static final EphemeralPorts UNKNOWN = new EphemeralPorts(0, -1, List.of());

    private static final Pattern BLANK = Pattern.compile("\\s+");

    public EphemeralPorts {
        reserved = List.copyOf(reserved);
    }

    /// Consecutive ports.
    public record Span(int first, int last) {

        static Span parse(String text) {
            int dash = text.indexOf('-');
            return dash < 0
                    ? new Span(Integer.parseInt(text), Integer.parseInt(text))
                    : new Span(Integer.parseInt(text.substring(0, dash)), Integer.parseInt(text.substring(dash + 1)));
        }

        boolean has(int port) {
            return first <= port && port <= last;
        }
    }

    /// Reads what Linux says.
    ///
    /// @param range such as `32768 60999` (net.ipv4.ip_local_port_range)
    /// @param reserved such as `30000-30099,8080` (net.ipv4.ip_local_reserved_ports)
    /// @return [#UNKNOWN] if it is something else
    public static EphemeralPorts parse(String range, String reserved) {
        try {
            String[] ends = BLANK.split(range.strip(), -1);
            List<Span> kept = reserved.isBlank()
                    ? List.of()
                    : Arrays.stream(reserved.strip().split(",", -1))
                            .map(Span::parse)
                            .toList();
            return ends.length == 2
                    ? new EphemeralPorts(Integer.parseInt(ends[0]), Integer.parseInt(ends[1]), kept)
                    : UNKNOWN;
        } catch (NumberFormatException _) {
            return UNKNOWN;
        }
    }

    /// Whether the system may take a port of a range.
    public boolean meets(PassiveRange range) {
        for (int port = Math.max(first, range.first()); port <= Math.min(last, range.last()); port++) {
            int candidate = port;
            if (reserved.stream().noneMatch(span -> span.has(candidate))) {
                return true;
            }
        }
        return false;
    }

    /// Such as `32768-60999`; empty if it is not known.
    @Override
    public String toString() {
        return last < first ? "" : first + "-" + last;
    }
}
