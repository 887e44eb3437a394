package dev.berth.command;

import dev.berth.account.Permission;
import dev.berth.protocol.ReplyCode;
import dev.berth.protocol.Timestamp;
import dev.berth.session.SessionState.LoggedIn;
import dev.berth.session.Step;
import io.vertx.core.Future;

/// `MFMT <SP> <time-val> <SP> <pathname>`: MODIFY FACT: MODIFICATION TIME, draft-somers-ftp-mfxx §3.1.
record MfmtCommand() implements FtpCommand.Restricted<TimedPath> {

    @Override
    public Spec<TimedPath> spec() {
        return Spec.verb("MFMT")
                .taking(TimedPath::parse, "<SP> YYYYMMDDHHMMSS <SP> pathname")
                .needing(Permission.CHANGE_FACTS)
                .announced("MFMT");
    }

    @Override
    public Future<Step> run(TimedPath wanted, LoggedIn session) {
        var path = session.resolve(wanted.pathname());
        return session.files()
                .changeModified(path, wanted.time())
                .map(_ -> session.says(
                        ReplyCode.FILE_STATUS,
                        "Modify=" + Timestamp.format(wanted.time()) + "; "
                                + wanted.pathname().octets()));
    }
}
