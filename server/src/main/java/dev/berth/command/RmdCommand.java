package dev.berth.command;

import dev.berth.account.Permission;
import dev.berth.protocol.Pathname;
import dev.berth.protocol.ReplyCode;
import dev.berth.session.SessionState.LoggedIn;
import dev.berth.session.Step;
import io.vertx.core.Future;

/// `RMD <SP> <pathname>`: REMOVE DIRECTORY, RFC 959 §4.1.3. It must be empty.
record RmdCommand() implements FtpCommand.Restricted<Pathname> {

    @Override
    public Spec<Pathname> spec() {
        return Spec.verb("RMD", "XRMD").taking(Syntax.PATHNAME, "<SP> pathname").needing(Permission.REMOVE_DIRECTORY);
    }

    @Override
    public Future<Step> run(Pathname pathname, LoggedIn session) {
        var path = session.resolve(pathname);
        return session.files()
                .removeDirectory(path)
                .map(_ -> session.says(ReplyCode.FILE_ACTION_OKAY, "Directory removed"));
    }
}
