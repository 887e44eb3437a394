package dev.berth.endpoint;

import io.vertx.core.Future;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.List;

/// The network as a running node sees it: DNS names of external addresses, and the ports that its system takes.
public interface NodeNetwork {

    /// Looks a name up now, without blocking.
    ///
    /// @return its IPv4 addresses; fails if it has none
    Future<List<Inet4Address>> resolve(String name);

    /// What this node tells for a name: the last good answer of the look-ups in the background.
    ///
    /// @return empty if there never was one, or no rule has the name
    List<Inet4Address> told(String name);

    /// What `auto` tells a client in 227.
    ///
    /// @param dialled the address that the client dialled
    InetAddress automatic(InetAddress client, InetAddress dialled);

    /// The addresses on which control and passive ports are opened: literals, `0.0.0.0` and `::` for all.
    List<String> bound();

    /// The ports that the system takes for outgoing connections.
    EphemeralPorts ephemeral();
}
