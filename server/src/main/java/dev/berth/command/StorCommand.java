package dev.berth.command;

import dev.berth.account.Permission;
import dev.berth.protocol.Pathname;
import dev.berth.session.SessionState.LoggedIn;
import dev.berth.storage.WriteMode;
import dev.berth.transfer.Incoming;
import io.vertx.core.Future;

/// `STOR <SP> <pathname>`: STORE, RFC 959 §4.1.3; after REST it goes on in place, RFC 3659 §5; after RANG it
/// writes a piece, draft-bryan-ftp-range §4.
record StorCommand() implements FtpCommand.Receives<Pathname> {

    @Override
    public Spec<Pathname> spec() {
        return Spec.verb("STOR").taking(Syntax.PATHNAME, "<SP> pathname").needing(Permission.WRITE);
    }

    @Override
    public Future<Opened<Incoming>> open(Pathname pathname, LoggedIn session) {
        var path = session.resolve(pathname);
        return Storing.isInPlace(session)
                ? Storing.inPlace(path, session)
                : Storing.open(path, new WriteMode.Replace(session.account().may(Permission.OVERWRITE)), session);
    }
}
