package dev.berth.command;

import dev.berth.account.Permission;
import dev.berth.protocol.Pathname;
import dev.berth.protocol.ReplyCode;
import dev.berth.session.Pending;
import dev.berth.session.SessionState.LoggedIn;
import dev.berth.session.Step;
import dev.berth.storage.LongTask;
import io.vertx.core.Future;
import java.util.Optional;

/// `DSIZ [<SP> <pathname>]`: how many octets the files of a directory and all below it have. No RFC has it.
record DsizCommand() implements FtpCommand.TakesLong<Optional<Pathname>> {

    @Override
    public Spec<Optional<Pathname>> spec() {
        return Spec.verb("DSIZ")
                .taking(Syntax.OPTIONAL_PATHNAME, "[<SP> pathname]")
                .needing(Permission.LIST);
    }

    @Override
    public Future<Step> run(Optional<Pathname> pathname, Pending before, LoggedIn session, LongTask task) {
        var path = pathname.map(session::resolve).orElse(session.directory());
        return session.files()
                .sizeOfTree(path, task)
                .map(octets -> session.says(ReplyCode.FILE_STATUS, Long.toString(octets)));
    }
}
