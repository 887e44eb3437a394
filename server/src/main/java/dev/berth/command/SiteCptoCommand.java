package dev.berth.command;

import dev.berth.account.Permission;
import dev.berth.protocol.Pathname;
import dev.berth.protocol.ReplyCode;
import dev.berth.session.Pending;
import dev.berth.session.SessionState.LoggedIn;
import dev.berth.session.Step;
import dev.berth.storage.LongTask;
import io.vertx.core.Future;

/// `SITE CPTO <SP> <pathname>`: copies what SITE CPFR named, right before.
record SiteCptoCommand() implements FtpCommand.TakesLong<Pathname> {

    @Override
    public Spec<Pathname> spec() {
        return Spec.verb("CPTO")
                .taking(Syntax.PATHNAME, "<SP> pathname")
                .needing(Permission.WRITE)
                .announced("SITE CPTO");
    }

    @Override
    public Future<Step> run(Pathname pathname, Pending before, LoggedIn session, LongTask task) {
        if (!(before instanceof Pending.CopyFrom first)) {
            throw new Refused(ReplyCode.BAD_SEQUENCE, "Send SITE CPFR first");
        }
        return Copying.run(first.path(), session.resolve(pathname), session, task);
    }
}
