package dev.berth.bus;

/// The addresses of the event bus.
public final class Address {

    /// Published with a [RevisionHint] after each change of the directory.
    public static final String REVISION = "berth.revision";

    /// Published with an [Applied] by each node when it has brought itself in line with a revision.
    public static final String APPLIED = "berth.applied";

    /// Published with a [BansHint] when bans were made or lifted.
    public static final String BANS = "berth.bans";

    private static final String SESSIONS = "berth.sessions.";

    private static final String NODE = "berth.node.";

    private static final String PORTS = "berth.ports.";

    private Address() {}

    /// Where a node answers a [SessionsRequest].
    ///
    /// @param node its id
    public static String sessions(String node) {
        return SESSIONS + node;
    }

    /// Where a node answers a [NodeRequest].
    ///
    /// @param node its id
    public static String node(String node) {
        return NODE + node;
    }

    /// Where a node answers a [PortsRequest].
    ///
    /// @param node its id
    public static String ports(String node) {
        return PORTS + node;
    }
}
