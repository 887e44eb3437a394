package dev.berth.packaged.client;

import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/// How a client reaches the server.
///
/// @param family of the addresses
/// @param mode who opens the data connection
/// @param protection of the connections
record Way(Family family, Mode mode, Protection protection) implements Comparable<Way> {

    /// Of addresses.
    enum Family {
        IPV4("127.0.0.1", "127.0.0.1"),
        IPV6("::1", "[::1]");

        private final String host;
        private final String hostInUrl;

        Family(String host, String hostInUrl) {
            this.host = host;
            this.hostInUrl = hostInUrl;
        }

        String host() {
            return host;
        }

        String hostInUrl() {
            return hostInUrl;
        }
    }

    /// Who opens the data connection.
    enum Mode {
        /// The client (PASV, EPSV).
        PASSIVE,
        /// The server (PORT, EPRT).
        ACTIVE
    }

    /// What lies around the connections.
    enum Protection {
        /// Nothing.
        PLAIN
    }

    /// All there are.
    static Set<Way> all() {
        return of(Family.values(), Mode.values());
    }

    /// Those of any of these families in any of these modes.
    static Set<Way> of(Family[] families, Mode... modes) {
        return new TreeSet<>(Stream.of(families)
                .flatMap(family -> Arrays.stream(modes).map(mode -> new Way(family, mode, Protection.PLAIN)))
                .toList());
    }

    boolean isActive() {
        return mode == Mode.ACTIVE;
    }

    boolean isIpv6() {
        return family == Family.IPV6;
    }

    @Override
    public int compareTo(Way other) {
        return toString().compareTo(other.toString());
    }

    @Override
    public String toString() {
        return (family + " " + mode + " " + protection).toLowerCase(java.util.Locale.ROOT);
    }
}
