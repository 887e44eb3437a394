package dev.berth.command;

import dev.berth.protocol.HostPort;
import dev.berth.protocol.ReplyCode;
import dev.berth.session.SessionState.LoggedIn;
import dev.berth.session.Step;
import dev.berth.transfer.PassivePlaces;
import io.vertx.core.Future;
import java.net.Inet4Address;
import java.net.InetAddress;

/// `PASV`: PASSIVE, RFC 959 §4.1.2; the form of 227, RFC 1123 §4.1.2.6.
record PasvCommand(PassivePlaces places) implements FtpCommand.Restricted<Nothing> {

    @Override
    public Spec<Nothing> spec() {
        return Spec.verb("PASV");
    }

    @Override
    public Future<Step> run(Nothing nothing, LoggedIn session) {
        if (session.parameters().extendedOnly()) {
            throw new Refused(ReplyCode.BAD_SEQUENCE, "PASV is not allowed after EPSV ALL");
        }
        if (!places.data(session.account().tenant().id()).passive().enabled()) {
            throw new Refused(ReplyCode.NOT_IMPLEMENTED, "PASV is switched off here (pasv); use EPSV");
        }
        if (!(session.origin().server().getAddress() instanceof Inet4Address dialled)) {
            throw new Refused(ReplyCode.CANNOT_OPEN_DATA, "PASV cannot tell an IPv6 address; use EPSV");
        }
        InetAddress external = places.external(
                session.account().tenant().id(),
                session.origin().client().getAddress(),
                dialled,
                session.origin().local().getAddress());
        return PassivePort.announce(
                places,
                session,
                external,
                ReplyCode.ENTERING_PASSIVE,
                port -> "Entering Passive Mode (" + HostPort.format(external, port) + ")");
    }
}
