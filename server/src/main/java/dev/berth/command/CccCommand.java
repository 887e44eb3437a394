package dev.berth.command;

import dev.berth.protocol.ReplyCode;
import dev.berth.session.SessionState.LoggedIn;
import dev.berth.session.Step;
import dev.berth.tls.TlsService;
import dev.berth.transfer.Protection;
import io.vertx.core.Future;

/// `CCC`: CLEAR COMMAND CHANNEL, RFC 2228 §3, RFC 4217 §6. For firewalls that read along; refused unless the tenant
/// has allowed it.
record CccCommand(TlsService tls) implements FtpCommand.Restricted<Nothing> {

    @Override
    public Spec<Nothing> spec() {
        return Spec.verb("CCC");
    }

    @Override
    public Future<Step> run(Nothing nothing, LoggedIn session) {
        Protection.Secured secured = AfterAuth.of(session);
        if (!secured.controlEncrypted()) {
            throw new Refused(ReplyCode.BAD_SEQUENCE, "The control connection is clear already");
        }
        if (!tls.policy(session.account().tenant().id()).clearCommand()) {
            throw new Refused(ReplyCode.REFUSED_BY_POLICY, "CCC is not allowed for this account");
        }
        return Future.succeededFuture(session.with(session.parameters().with(secured.cleared()))
                .says(ReplyCode.COMMAND_OKAY, "The control connection is clear from now on", Step.Then.END_TLS));
    }
}
