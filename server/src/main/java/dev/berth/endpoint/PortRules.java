package dev.berth.endpoint;

/// How the clients of a pool share its passive ports.
///
/// @param key who counts as one client
/// @param mode how long a port is busy
public record PortRules(Key key, Mode mode) {

    /// The usual: every address is a client, and a port is busy until its data connection has come.
    public static final PortRules DEFAULT = new PortRules(Key.EXACT, Mode.SHARED);

    /// From which addresses the data connection of a session may come.
    public enum Key {
        /// From the very address of the control connection.
        EXACT,
        /// From its network, /24 of IPv4 or /64 of IPv6: for clients behind address translation with several
        /// addresses.
        PREFIX,
        /// From anywhere: one reservation for each port. Nothing but the unpredictable port protects the data.
        PORT
    }

    /// How long a port is busy.
    public enum Mode {
        /// Until the data connection has come: a few ports carry thousands of transfers.
        SHARED,
        /// Until the data connection has ended: for firewalls that admit one connection for each announced port.
        EXCLUSIVE
    }
}
