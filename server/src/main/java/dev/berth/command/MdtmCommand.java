package dev.berth.command;

import dev.berth.account.Permission;
import dev.berth.protocol.Pathname;
import dev.berth.protocol.ReplyCode;
import dev.berth.protocol.Timestamp;
import dev.berth.session.SessionState.LoggedIn;
import dev.berth.session.Step;
import io.vertx.core.Future;

/// `MDTM <SP> <pathname>`: FILE MODIFICATION TIME, RFC 3659 §3.
record MdtmCommand() implements FtpCommand.Restricted<Pathname> {

    @Override
    public Spec<Pathname> spec() {
        return Spec.verb("MDTM")
                .taking(Syntax.PATHNAME, "<SP> pathname")
                .needing(Permission.LIST)
                .announced("MDTM");
    }

    @Override
    public Future<Step> run(Pathname pathname, LoggedIn session) {
        return session.files()
                .facts(session.resolve(pathname))
                .map(facts -> session.says(ReplyCode.FILE_STATUS, Timestamp.format(facts.modified())));
    }
}
