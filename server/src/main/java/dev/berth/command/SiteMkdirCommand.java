package dev.berth.command;

import dev.berth.account.Permission;
import dev.berth.protocol.Pathname;
import dev.berth.protocol.ReplyCode;
import dev.berth.session.SessionState.LoggedIn;
import dev.berth.session.Step;
import io.vertx.core.Future;

/// `SITE MKDIR <SP> <pathname>`: MKD by another name, answered with 200.
record SiteMkdirCommand() implements FtpCommand.Restricted<Pathname> {

    @Override
    public Spec<Pathname> spec() {
        return Spec.verb("MKDIR")
                .taking(Syntax.PATHNAME, "<SP> pathname")
                .needing(Permission.MAKE_DIRECTORY)
                .announced("SITE MKDIR");
    }

    @Override
    public Future<Step> run(Pathname pathname, LoggedIn session) {
        return session.files()
                .makeDirectory(session.resolve(pathname))
                .map(_ -> session.says(ReplyCode.COMMAND_OKAY, "Directory made"));
    }
}
