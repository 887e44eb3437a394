package dev.berth.command;

import dev.berth.account.Permission;
import dev.berth.endpoint.DataRules;
import dev.berth.endpoint.PublicAddress;
import dev.berth.protocol.ReplyCode;
import dev.berth.session.SessionState;
import dev.berth.session.SessionState.LoggedIn;
import dev.berth.session.Step;
import dev.berth.transfer.DataPort;
import dev.berth.transfer.PassivePlaces;
import io.vertx.core.Future;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/// What PORT and EPRT have in common: the server connects only to the client's own address, and to no port where
/// services live, so that nobody can use it against a third party (RFC 2577 §3). What more is allowed, the tenant's
/// rules say.
final class ActivePort {

    private static final int FIRST_UNPRIVILEGED = 1024;

    private ActivePort() {}

    /// Before a login nobody knows whose rules will hold.
    static boolean isOffered(PassivePlaces places, SessionState session) {
        return !(session instanceof LoggedIn user)
                || places.data(user.account().tenant().id()).active().enabled();
    }

    static Future<Step> set(PassivePlaces places, InetSocketAddress target, String verb, LoggedIn session) {
        if (session.parameters().extendedOnly()) {
            throw new Refused(ReplyCode.BAD_SEQUENCE, verb + " is not allowed after EPSV ALL");
        }
        DataRules rules = places.data(session.account().tenant().id());
        if (!rules.active().enabled()) {
            throw new Refused(
                    ReplyCode.NOT_IMPLEMENTED, verb + " is switched off here (active.enabled); use EPSV or PASV");
        }
        if (target.getPort() == 0) {
            throw new Refused(ReplyCode.BAD_ARGUMENT, verb + " to port 0 is not possible");
        }
        if (target.getPort() < FIRST_UNPRIVILEGED && !rules.active().privilegedTargets()) {
            throw new Refused(ReplyCode.BAD_ARGUMENT, verb + " to a port below 1024 is refused");
        }
        InetAddress host = target.getAddress();
        InetAddress local = session.origin().local().getAddress();
        if (!host.equals(session.origin().client().getAddress())) {
            requireForeign(rules, target, verb, session);
        }
        if (host.getClass() != local.getClass()) {
            throw new Refused(
                    ReplyCode.BAD_ARGUMENT, verb + " is possible only with the protocol of the control connection");
        }
        int from = rules.active().fromPort20() ? DataPort.Active.FTP_DATA : 0;
        InetAddress source = rules.active().from(host, local);
        var port = new DataPort.Active(PassivePort.asker(places, session, source, false), from, target);
        return Future.succeededFuture(session.with(session.parameters().with(port))
                .says(ReplyCode.COMMAND_OKAY, verb + " command successful"));
    }

    /// FXP: from here to another server. Only where tenant and account are both allowed to, and never into networks
    /// that the client could not reach itself.
    private static void requireForeign(DataRules rules, InetSocketAddress target, String verb, LoggedIn session) {
        if (!rules.fxp() || !session.account().may(Permission.FXP)) {
            throw new Refused(ReplyCode.BAD_ARGUMENT, verb + " to another address than your own is refused");
        }
        if (target.getPort() < FIRST_UNPRIVILEGED) {
            throw new Refused(ReplyCode.BAD_ARGUMENT, verb + " to a port below 1024 of another address is refused");
        }
        if (!PublicAddress.is(target.getAddress())) {
            throw new Refused(ReplyCode.BAD_ARGUMENT, verb + " to an address that is not public is refused");
        }
    }
}
