package dev.berth.command;

import dev.berth.account.Permission;
import dev.berth.protocol.Pathname;
import dev.berth.protocol.ReplyCode;
import dev.berth.session.SessionState.LoggedIn;
import dev.berth.session.Step;
import io.vertx.core.Future;

/// `MKD <SP> <pathname>`: MAKE DIRECTORY, RFC 959 §4.1.3; the quoting of 257, appendix II.
record MkdCommand() implements FtpCommand.Restricted<Pathname> {

    @Override
    public Spec<Pathname> spec() {
        return Spec.verb("MKD", "XMKD").taking(Syntax.PATHNAME, "<SP> pathname").needing(Permission.MAKE_DIRECTORY);
    }

    @Override
    public Future<Step> run(Pathname pathname, LoggedIn session) {
        var path = session.resolve(pathname);
        return session.files()
                .makeDirectory(path)
                .map(_ -> session.says(ReplyCode.PATHNAME_CREATED, path.quoted() + " created"));
    }
}
