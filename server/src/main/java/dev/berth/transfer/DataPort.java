package dev.berth.transfer;

import java.net.InetAddress;
import java.net.InetSocketAddress;

/// Where the next data connection of a session will be.
public sealed interface DataPort {

    /// Nobody said yet, or the last transfer used it up.
    record None() implements DataPort {}

    /// The client will connect to a port that was announced to it.
    record Passive(Reservation reservation) implements DataPort {}

    /// The client waits for the server to connect.
    ///
    /// @param from the address to dial from
    /// @param target the client's address and port
    record Active(InetAddress from, InetSocketAddress target) implements DataPort {}

    /// Gives up what was set aside; another data port takes its place.
    default void release() {
        if (this instanceof Passive passive) {
            passive.reservation().cancel();
        }
    }
}
