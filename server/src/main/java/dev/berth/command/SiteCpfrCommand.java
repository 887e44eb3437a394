package dev.berth.command;

import dev.berth.account.Permission;
import dev.berth.protocol.Pathname;
import dev.berth.protocol.ReplyCode;
import dev.berth.session.Pending;
import dev.berth.session.SessionState.LoggedIn;
import dev.berth.session.Step;
import io.vertx.core.Future;

/// `SITE CPFR <SP> <pathname>`: names what SITE CPTO will copy, as RNFR does for RNTO.
record SiteCpfrCommand() implements FtpCommand.Restricted<Pathname> {

    @Override
    public Spec<Pathname> spec() {
        return Spec.verb("CPFR")
                .taking(Syntax.PATHNAME, "<SP> pathname")
                .needing(Permission.READ)
                .announced("SITE CPFR");
    }

    @Override
    public Future<Step> run(Pathname pathname, LoggedIn session) {
        var path = session.resolve(pathname);
        Permissions.require(session, path, Permission.READ);
        return session.files()
                .facts(path)
                .map(_ -> session.awaiting(new Pending.CopyFrom(path))
                        .says(ReplyCode.PENDING_FURTHER, "Send SITE CPTO with the name of the copy"));
    }
}
