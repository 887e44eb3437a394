package dev.berth.command;

import dev.berth.protocol.ReplyCode;
import dev.berth.session.SessionState.LoggedIn;
import dev.berth.transfer.PassivePlaces;
import dev.berth.transfer.Reservation;
import io.vertx.core.Future;

/// What PASV and EPSV have in common.
final class PassivePort {

    private PassivePort() {}

    /// Reserves a port of the session's tenant. The port that the session had before is given up first, since it
    /// is not needed any more.
    static Future<Reservation> reserve(PassivePlaces places, LoggedIn session) {
        session.parameters().dataPort().release();
        return places.pool(session.account().tenant().id(), session.origin().endpoint())
                .map(pool -> pool.reserve(
                        session.origin().client().getAddress(), session.origin().loop()))
                .orElseThrow(() -> new Refused(ReplyCode.CANNOT_OPEN_DATA, "There are no passive ports; use PORT"));
    }
}
