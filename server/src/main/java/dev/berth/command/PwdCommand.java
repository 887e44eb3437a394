package dev.berth.command;

import dev.berth.protocol.ReplyCode;
import dev.berth.session.SessionState.LoggedIn;
import dev.berth.session.Step;
import io.vertx.core.Future;

/// `PWD`: PRINT WORKING DIRECTORY, RFC 959 §4.1.3; the quoting of 257, appendix II.
record PwdCommand() implements FtpCommand.Restricted<Nothing> {

    @Override
    public Spec<Nothing> spec() {
        return Spec.verb("PWD", "XPWD");
    }

    @Override
    public Future<Step> run(Nothing nothing, LoggedIn session) {
        return Future.succeededFuture(
                session.says(ReplyCode.PATHNAME_CREATED, session.directory().quoted() + " is the current directory"));
    }
}
