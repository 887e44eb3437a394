package dev.berth.command;

import dev.berth.account.Permission;
import dev.berth.protocol.Pathname;
import dev.berth.protocol.ReplyCode;
import dev.berth.session.SessionState.LoggedIn;
import dev.berth.session.Step;
import io.vertx.core.Future;

/// `SITE CHMOD <SP> <mode> <SP> <pathname>`: sets permission bits, as WordPress and most clients ask for it.
record SiteChmodCommand() implements FtpCommand.Restricted<SiteChmodCommand.Change> {

    /// @param mode 0 to 0777
    record Change(int mode, Pathname pathname) {}

    @Override
    public Spec<Change> spec() {
        return Spec.verb("CHMOD")
                .taking(SiteChmodCommand::parse, "<SP> mode <SP> pathname")
                .needing(Permission.CHANGE_FACTS)
                .announced("SITE CHMOD");
    }

    @Override
    public Future<Step> run(Change change, LoggedIn session) {
        return session.files()
                .changeMode(session.resolve(change.pathname()), change.mode())
                .map(_ -> session.says(ReplyCode.COMMAND_OKAY, "Mode changed"));
    }

    private static Change parse(String argument) {
        int space = argument.indexOf(' ');
        if (space < 0 || space == argument.length() - 1) {
            throw new Refused(ReplyCode.BAD_ARGUMENT, "SITE CHMOD takes a mode and a pathname");
        }
        return new Change(FileMode.parse(argument.substring(0, space)), new Pathname(argument.substring(space + 1)));
    }
}
