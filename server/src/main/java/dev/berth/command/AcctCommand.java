package dev.berth.command;

import dev.berth.protocol.ReplyCode;
import dev.berth.session.SessionState;
import dev.berth.session.Step;
import io.vertx.core.Future;

/// `ACCT <SP> <account-information>`: ACCOUNT, RFC 959 §4.1.1. USER and PASS say everything that a login needs.
record AcctCommand() implements FtpCommand.Open<String> {

    @Override
    public Spec<String> spec() {
        return Spec.verb("ACCT").taking(Syntax.TEXT, "<SP> account-information").hidden();
    }

    @Override
    public Future<Step> run(String account, SessionState session) {
        return Future.succeededFuture(session.says(ReplyCode.SUPERFLUOUS, "An account is not needed at this site"));
    }
}
