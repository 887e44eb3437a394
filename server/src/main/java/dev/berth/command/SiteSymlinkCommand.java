package dev.berth.command;

import dev.berth.account.Permission;
import dev.berth.protocol.ReplyCode;
import dev.berth.session.SessionState.LoggedIn;
import dev.berth.session.Step;
import io.vertx.core.Future;

/// `SITE SYMLINK <SP> "target" <SP> "link"`: makes a symbolic link. The target lies in the directory of the link or
/// below it.
record SiteSymlinkCommand() implements FtpCommand.Restricted<Words> {

    @Override
    public Spec<Words> spec() {
        return Spec.verb("SYMLINK")
                .taking(Words::two, "<SP> \"target\" <SP> \"link\"")
                .needing(Permission.WRITE)
                .announced("SITE SYMLINK");
    }

    @Override
    public Future<Step> run(Words names, LoggedIn session) {
        var target = session.resolve(names.pathnames().getFirst());
        var link = session.resolve(names.pathnames().getLast());
        return session.files().link(target, link).map(_ -> session.says(ReplyCode.COMMAND_OKAY, "Link made"));
    }
}
