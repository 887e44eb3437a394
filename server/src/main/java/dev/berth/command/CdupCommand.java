package dev.berth.command;

import dev.berth.protocol.ReplyCode;
import dev.berth.session.SessionState.LoggedIn;
import dev.berth.session.Step;
import io.vertx.core.Future;

/// `CDUP`: CHANGE TO PARENT DIRECTORY, RFC 959 §4.1.1. It answers 250 as CWD does, where the RFC's text says 200:
/// PHP and others accept nothing else.
record CdupCommand() implements FtpCommand.Restricted<Nothing> {

    @Override
    public Spec<Nothing> spec() {
        return Spec.verb("CDUP", "XCUP");
    }

    @Override
    public Future<Step> run(Nothing nothing, LoggedIn session) {
        var parent = session.directory().parent();
        return Future.succeededFuture(
                session.in(parent).says(ReplyCode.FILE_ACTION_OKAY, "Directory changed to " + parent));
    }
}
