package dev.berth.command;

import dev.berth.endpoint.AllManners;
import dev.berth.protocol.ExtendedPort;
import dev.berth.protocol.ReplyCode;
import dev.berth.session.SessionState;
import dev.berth.session.SessionState.LoggedIn;
import dev.berth.session.Step;
import dev.berth.transfer.PassivePlaces;
import io.vertx.core.Future;
import java.net.Inet4Address;
import java.util.Locale;

/// `EPSV [<SP> <net-prt> | <SP> ALL]`: EXTENDED PASSIVE, RFC 2428 §3, §4.
record EpsvCommand(PassivePlaces places, AllManners manners) implements FtpCommand.Restricted<String> {

    @Override
    public Spec<String> spec() {
        return Spec.verb("EPSV")
                .taking(Syntax.OPTIONAL_TEXT, "[<SP> 1 | 2 | ALL]")
                .announcedTo(session -> isOffered(session) ? "EPSV" : "");
    }

    @Override
    public Future<Step> run(String argument, LoggedIn session) {
        if (!isOffered(session)) {
            throw new Refused(ReplyCode.NOT_IMPLEMENTED, "EPSV is turned off for you; use PASV");
        }
        String protocol = argument.strip().toUpperCase(Locale.ROOT);
        String own = session.origin().server().getAddress() instanceof Inet4Address ? "1" : "2";
        if (protocol.equals("ALL")) {
            return Future.succeededFuture(session.with(session.parameters().onlyExtended())
                    .says(ReplyCode.COMMAND_OKAY, "Only EPSV from now on"));
        }
        if (protocol.isEmpty() || protocol.equals(own)) {
            return announce(session);
        }
        throw protocol.matches("\\d{1,5}")
                ? new Refused(ReplyCode.PROTOCOL_NOT_SUPPORTED, "Network protocol not supported, use (" + own + ")")
                : new Refused(ReplyCode.BAD_ARGUMENT, "EPSV takes nothing, a protocol number or ALL");
    }

    /// Over IPv6 there is nothing else.
    private boolean isOffered(SessionState session) {
        return !(session instanceof LoggedIn user
                && user.origin().server().getAddress() instanceof Inet4Address
                && !Speech.of(manners, user).extendedPassive());
    }

    private Future<Step> announce(LoggedIn session) {
        return PassivePort.announce(
                places,
                session,
                session.origin().server().getAddress(),
                ReplyCode.ENTERING_EXTENDED_PASSIVE,
                port -> "Entering Extended Passive Mode " + ExtendedPort.passive(port));
    }
}
