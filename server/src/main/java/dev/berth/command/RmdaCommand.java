package dev.berth.command;

import dev.berth.account.Permission;
import dev.berth.protocol.Pathname;
import dev.berth.protocol.ReplyCode;
import dev.berth.session.Pending;
import dev.berth.session.SessionState.LoggedIn;
import dev.berth.session.Step;
import dev.berth.storage.LongTask;
import io.vertx.core.Future;

/// `RMDA <SP> <pathname>`: removes a directory with everything below it. No RFC has it; FluentFTP asks for it. It
/// needs the permissions of RMD and DELE.
record RmdaCommand() implements FtpCommand.TakesLong<Pathname> {

    @Override
    public Spec<Pathname> spec() {
        return Spec.verb("RMDA")
                .taking(Syntax.PATHNAME, "<SP> pathname")
                .needing(Permission.REMOVE_DIRECTORY)
                .announced("RMDA");
    }

    @Override
    public Future<Step> run(Pathname pathname, Pending before, LoggedIn session, LongTask task) {
        Permissions.require(session, Permission.DELETE);
        return session.files()
                .removeTree(session.resolve(pathname), task)
                .map(_ -> session.says(ReplyCode.FILE_ACTION_OKAY, "Directory removed with everything in it"));
    }
}
