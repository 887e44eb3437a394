package dev.berth.command;

import dev.berth.protocol.Pathname;
import dev.berth.protocol.ReplyCode;
import dev.berth.session.SessionState.LoggedIn;
import dev.berth.session.Step;
import io.vertx.core.Future;

/// `CWD <SP> <pathname>`: CHANGE WORKING DIRECTORY, RFC 959 §4.1.1; paths are those of TVFS, RFC 3659 §6.
record CwdCommand() implements FtpCommand.Restricted<Pathname> {

    @Override
    public Spec<Pathname> spec() {
        return Spec.verb("CWD", "XCWD").taking(Syntax.PATHNAME, "<SP> pathname").announced("TVFS");
    }

    @Override
    public Future<Step> run(Pathname pathname, LoggedIn session) {
        var path = session.resolve(pathname);
        return session.files().facts(path).map(facts -> {
            if (!facts.isDirectory()) {
                throw new Refused(ReplyCode.FILE_UNAVAILABLE, "Not a directory");
            }
            return session.in(path).says(ReplyCode.FILE_ACTION_OKAY, "Directory changed to " + path);
        });
    }
}
