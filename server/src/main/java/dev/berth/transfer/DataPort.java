package dev.berth.transfer;

import java.net.InetSocketAddress;
import java.util.Optional;

/// Where the next data connection of a session will be.
public sealed interface DataPort {

    /// Nobody said yet, or the last transfer used it up.
    record None() implements DataPort {}

    /// The client will connect to a port that was announced to it.
    record Passive(Reservation reservation) implements DataPort {}

    /// The client waits for the server to connect.
    ///
    /// @param asker whose connection it will be; it is dialled from its `told`
    /// @param fromPort [#FTP_DATA], or 0 for any
    /// @param target the client's address and port
    record Active(Asker asker, int fromPort, InetSocketAddress target) implements DataPort {

        /// `ftp-data`, which the data connection comes from by RFC 959 §3.2.
        public static final int FTP_DATA = 20;
    }

    /// Whose data connection it will be, if somebody said where.
    default Optional<Asker> asked() {
        return switch (this) {
            case None _ -> Optional.empty();
            case Passive passive -> Optional.of(passive.reservation().asker());
            case Active active -> Optional.of(active.asker());
        };
    }

    /// Whether the client has already come to a port that was announced to it.
    default boolean isThere() {
        return this instanceof Passive passive && passive.reservation().hasArrived();
    }

    /// Gives up what was set aside; another data port takes its place.
    default void release() {
        if (this instanceof Passive passive) {
            passive.reservation().cancel();
        }
    }
}
