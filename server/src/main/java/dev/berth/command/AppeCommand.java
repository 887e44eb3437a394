package dev.berth.command;

import dev.berth.account.Permission;
import dev.berth.protocol.Pathname;
import dev.berth.session.SessionState.LoggedIn;
import dev.berth.storage.WriteMode;
import dev.berth.transfer.Incoming;
import io.vertx.core.Future;

/// `APPE <SP> <pathname>`: APPEND (with create), RFC 959 §4.1.3; after REST and RANG it is as STOR,
/// RFC 3659 §5.3, draft-bryan-ftp-range §4.3.
record AppeCommand() implements FtpCommand.Receives<Pathname> {

    @Override
    public Spec<Pathname> spec() {
        return Spec.verb("APPE").taking(Syntax.PATHNAME, "<SP> pathname").needing(Permission.APPEND);
    }

    @Override
    public Future<Opened<Incoming>> open(Pathname pathname, LoggedIn session) {
        var path = session.resolve(pathname);
        return Storing.isInPlace(session)
                ? Storing.inPlace(path, session)
                : Storing.open(path, new WriteMode.Append(), session);
    }
}
