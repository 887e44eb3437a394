package dev.berth.command;

import dev.berth.account.Permission;
import dev.berth.protocol.Pathname;
import dev.berth.protocol.ReplyCode;
import dev.berth.session.Pending;
import dev.berth.session.SessionState.LoggedIn;
import dev.berth.session.Step;
import io.vertx.core.Future;

/// `RNFR <SP> <pathname>`: RENAME FROM, RFC 959 §4.1.3.
record RnfrCommand() implements FtpCommand.Restricted<Pathname> {

    @Override
    public Spec<Pathname> spec() {
        return Spec.verb("RNFR").taking(Syntax.PATHNAME, "<SP> pathname").needing(Permission.RENAME);
    }

    @Override
    public Future<Step> run(Pathname pathname, LoggedIn session) {
        var path = session.resolve(pathname);
        Permissions.require(session, path, Permission.RENAME);
        return session.files()
                .facts(path)
                .map(_ -> session.awaiting(new Pending.RenameFrom(path))
                        .says(ReplyCode.PENDING_FURTHER, "Send RNTO with the new name"));
    }
}
