package dev.berth.command;

import dev.berth.account.Permission;
import dev.berth.protocol.ReplyCode;
import dev.berth.session.Pending;
import dev.berth.session.SessionState.LoggedIn;
import dev.berth.session.Step;
import dev.berth.storage.LongTask;
import io.vertx.core.Future;

/// `COMB <SP> "target" <SP> "part" ...`: joins parts that were uploaded side by side, and removes them. A target
/// that is there comes first. No RFC has it; CuteFTP sends it.
record CombCommand() implements FtpCommand.TakesLong<Words> {

    @Override
    public Spec<Words> spec() {
        return Spec.verb("COMB")
                .taking(Words::parse, "<SP> \"target\" <SP> \"part\" [<SP> \"part\" ...]")
                .needing(Permission.WRITE)
                .announced("COMB");
    }

    @Override
    public Future<Step> run(Words names, Pending before, LoggedIn session, LongTask task) {
        Permissions.require(session, Permission.APPEND, Permission.READ, Permission.DELETE);
        var paths = names.pathnames().stream().map(session::resolve).toList();
        return session.files()
                .join(paths.subList(1, paths.size()), paths.getFirst(), task)
                .map(_ -> session.says(ReplyCode.FILE_ACTION_OKAY, "Joined"));
    }
}
