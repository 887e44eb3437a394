package dev.berth.command;

import dev.berth.protocol.ReplyCode;
import dev.berth.session.SessionState.LoggedIn;
import dev.berth.session.Step;
import dev.berth.transfer.DataPort;
import io.vertx.core.Future;
import java.net.InetSocketAddress;

/// What PORT and EPRT have in common: the server connects only to the client's own address, and to no port where
/// services live, so that nobody can use it against a third party (RFC 2577 §3).
final class ActivePort {

    private static final int FIRST_UNPRIVILEGED = 1024;

    private ActivePort() {}

    static Future<Step> set(InetSocketAddress target, String verb, LoggedIn session) {
        if (session.parameters().extendedOnly()) {
            throw new Refused(ReplyCode.BAD_SEQUENCE, verb + " is not allowed after EPSV ALL");
        }
        var client = session.origin().client().getAddress();
        if (!target.getAddress().equals(client)) {
            throw new Refused(ReplyCode.BAD_ARGUMENT, verb + " to another address than your own is refused");
        }
        if (target.getPort() < FIRST_UNPRIVILEGED) {
            throw new Refused(ReplyCode.BAD_ARGUMENT, verb + " to a port below 1024 is refused");
        }
        var port = new DataPort.Active(session.origin().server().getAddress(), target);
        return Future.succeededFuture(session.with(session.parameters().with(port))
                .says(ReplyCode.COMMAND_OKAY, verb + " command successful"));
    }
}
