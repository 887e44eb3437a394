package dev.berth.endpoint;

import java.util.Set;

/// One control port of an endpoint. It is opened on every address of the node's `node.bind`.
///
/// @param port 1 to 65535
/// @param tls what TLS means on it
/// @param proxy whether a PROXY header comes first
/// @param tenantBy what tells there which tenant a session is for; empty for what is usual, see [Signal#of]
public record Listener(int port, Tls tls, Proxy proxy, Set<Signal> tenantBy) {

    /// What TLS means on a listener (RFC 4217).
    public enum Tls {
        /// AUTH is refused.
        NONE,
        /// AUTH TLS is offered.
        EXPLICIT,
        /// No login before AUTH TLS.
        REQUIRED,
        /// The handshake comes first.
        IMPLICIT
    }

    /// Whether a load balancer puts a PROXY header before the first byte.
    public enum Proxy {
        /// Never.
        OFF,
        /// Always; a connection without it is closed.
        REQUIRED
    }

    public Listener {
        if (port < 1 || port > 65535) {
            throw new IllegalArgumentException("a port is 1 to 65535, not " + port);
        }
        tenantBy = Set.copyOf(tenantBy);
    }

    /// One where the usual tells the tenant.
    public Listener(int port, Tls tls, Proxy proxy) {
        this(port, tls, proxy, Set.of());
    }
}
