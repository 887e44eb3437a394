package dev.berth.transfer;

import java.net.InetSocketAddress;

/// Where the next data connection of a session will be.
public sealed interface DataPort {

    /// Nobody said yet, or the last transfer used it up.
    record None() implements DataPort {}

    /// The client will connect to a port that was announced to it.
    record Passive(Reservation reservation) implements DataPort {}

    /// The client waits for the server to connect.
    ///
    /// @param asker whose connection it will be; it is dialled from the address that the client was told
    /// @param fromPort [#FTP_DATA], or 0 for any
    /// @param target the client's address and port
    record Active(Asker asker, int fromPort, InetSocketAddress target) implements DataPort {

        /// `ftp-data`, which the data connection comes from by RFC 959 §3.2.
        public static final int FTP_DATA = 20;
    }

    /// Gives up what was set aside; another data port takes its place.
    default void release() {
        if (this instanceof Passive passive) {
            passive.reservation().cancel();
        }
    }
}
