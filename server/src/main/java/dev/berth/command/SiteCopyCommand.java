package dev.berth.command;

import dev.berth.account.Permission;
import dev.berth.session.Pending;
import dev.berth.session.SessionState.LoggedIn;
import dev.berth.session.Step;
import dev.berth.storage.LongTask;
import io.vertx.core.Future;

/// `SITE COPY <SP> "from" <SP> "to"`: copies a file, or a directory with everything below it, on the server.
record SiteCopyCommand() implements FtpCommand.TakesLong<Words> {

    @Override
    public Spec<Words> spec() {
        return Spec.verb("COPY")
                .taking(Words::two, "<SP> \"from\" <SP> \"to\"")
                .needing(Permission.WRITE)
                .announced("SITE COPY");
    }

    @Override
    public Future<Step> run(Words names, Pending before, LoggedIn session, LongTask task) {
        var from = session.resolve(names.pathnames().getFirst());
        var to = session.resolve(names.pathnames().getLast());
        return Copying.run(from, to, session, task);
    }
}
