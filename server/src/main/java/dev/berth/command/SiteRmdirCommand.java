package dev.berth.command;

import dev.berth.account.Permission;
import dev.berth.protocol.Pathname;
import dev.berth.protocol.ReplyCode;
import dev.berth.session.SessionState.LoggedIn;
import dev.berth.session.Step;
import io.vertx.core.Future;

/// `SITE RMDIR <SP> <pathname>`: RMD by another name, answered with 200.
record SiteRmdirCommand() implements FtpCommand.Restricted<Pathname> {

    @Override
    public Spec<Pathname> spec() {
        return Spec.verb("RMDIR")
                .taking(Syntax.PATHNAME, "<SP> pathname")
                .needing(Permission.REMOVE_DIRECTORY)
                .announced("SITE RMDIR");
    }

    @Override
    public Future<Step> run(Pathname pathname, LoggedIn session) {
        return session.files()
                .removeDirectory(session.resolve(pathname))
                .map(_ -> session.says(ReplyCode.COMMAND_OKAY, "Directory removed"));
    }
}
