package dev.berth.command;

import dev.berth.protocol.ReplyCode;
import dev.berth.quota.QuotaLedger;
import dev.berth.session.SessionState.LoggedIn;
import dev.berth.session.Step;
import io.vertx.core.Future;

/// `XQUOTA`: what the account may store and what it has stored. No RFC has it; WinSCP asks for it.
record XquotaCommand(QuotaLedger quotas) implements FtpCommand.Restricted<Nothing> {

    @Override
    public Spec<Nothing> spec() {
        return Spec.verb("XQUOTA").announced("XQUOTA");
    }

    @Override
    public Future<Step> run(Nothing nothing, LoggedIn session) {
        return Budget.of(session, quotas).map(lines -> session.says(ReplyCode.FILE_STATUS, lines));
    }
}
