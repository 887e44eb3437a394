package dev.berth.command;

import dev.berth.account.Account;
import dev.berth.account.Permission;
import dev.berth.protocol.ReplyCode;
import dev.berth.session.SessionState.LoggedIn;
import dev.berth.session.Step;
import dev.berth.transfer.Asker;
import dev.berth.transfer.DataPort;
import dev.berth.transfer.PassivePlaces;
import dev.berth.transfer.PassivePool;
import dev.berth.transfer.Reservation;
import io.vertx.core.Future;
import java.net.InetAddress;
import java.util.function.IntFunction;

/// What PASV and EPSV have in common.
final class PassivePort {

    private PassivePort() {}

    /// Announces a port of the session's tenant. One that was announced before is given up, or announced again when
    /// no other is free.
    ///
    /// @param told the address that the client is told, or dials on its own account
    /// @param code of the reply
    /// @param text of the reply, by the port
    static Future<Step> announce(
            PassivePlaces places, LoggedIn session, InetAddress told, ReplyCode code, IntFunction<String> text) {
        if (session.parameters().dataPort() instanceof DataPort.Passive passive
                && passive.reservation().renew(told)) {
            return Future.succeededFuture(
                    session.says(code, text.apply(passive.reservation().port())));
        }
        session.parameters().dataPort().release();
        return reserve(places, session, asker(places, session, told, code == ReplyCode.ENTERING_PASSIVE))
                .map(reservation -> session.with(session.parameters().with(new DataPort.Passive(reservation)))
                        .says(code, text.apply(reservation.port())));
    }

    /// Whose data connection it will be.
    static Asker asker(PassivePlaces places, LoggedIn session, InetAddress told, boolean named) {
        Account account = session.account();
        return new Asker(
                session.origin().session(),
                account.tenant().slug(),
                account.tenant().id().value(),
                account.id().value(),
                session.origin().client().getAddress(),
                told,
                named,
                places.data(account.tenant().id()),
                session.origin().loop());
    }

    private static Future<Reservation> reserve(PassivePlaces places, LoggedIn session, Asker asker) {
        var tenant = session.account().tenant().id();
        PassivePool pool = places.pool(tenant, session.origin().endpoint())
                .orElseThrow(() -> new Refused(ReplyCode.CANNOT_OPEN_DATA, "There are no passive ports; use PORT"));
        boolean fromAnywhere = places.data(tenant).fxp()
                && places.data(tenant).fxpPorts() > 0
                && session.account().may(Permission.FXP);
        return fromAnywhere ? pool.reserveForAnybody(asker) : pool.reserve(asker);
    }
}
