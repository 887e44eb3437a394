package dev.berth.command;

import dev.berth.account.Permission;
import dev.berth.protocol.Pathname;
import dev.berth.protocol.ReplyCode;
import dev.berth.session.SessionState.LoggedIn;
import dev.berth.session.Step;
import io.vertx.core.Future;

/// `DELE <SP> <pathname>`: DELETE, RFC 959 §4.1.3.
record DeleCommand() implements FtpCommand.Restricted<Pathname> {

    @Override
    public Spec<Pathname> spec() {
        return Spec.verb("DELE").taking(Syntax.PATHNAME, "<SP> pathname").needing(Permission.DELETE);
    }

    @Override
    public Future<Step> run(Pathname pathname, LoggedIn session) {
        var path = session.resolve(pathname);
        return session.files().delete(path).map(_ -> session.says(ReplyCode.FILE_ACTION_OKAY, "File deleted"));
    }
}
