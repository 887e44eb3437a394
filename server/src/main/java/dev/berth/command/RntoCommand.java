package dev.berth.command;

import dev.berth.account.Permission;
import dev.berth.protocol.FtpPath;
import dev.berth.protocol.Pathname;
import dev.berth.protocol.ReplyCode;
import dev.berth.session.SessionState.LoggedIn;
import dev.berth.session.Step;
import io.vertx.core.Future;

/// `RNTO <SP> <pathname>`: RENAME TO, RFC 959 §4.1.3. A file that has the new name is replaced if the account may
/// overwrite.
record RntoCommand() implements FtpCommand.AfterRenameFrom<Pathname> {

    @Override
    public Spec<Pathname> spec() {
        return Spec.verb("RNTO").taking(Syntax.PATHNAME, "<SP> pathname").needing(Permission.RENAME);
    }

    @Override
    public Future<Step> run(Pathname pathname, FtpPath from, LoggedIn session) {
        return session.files()
                .rename(from, session.resolve(pathname), session.account().may(Permission.OVERWRITE))
                .map(_ -> session.says(ReplyCode.FILE_ACTION_OKAY, "Renamed"));
    }
}
