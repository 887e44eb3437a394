package dev.berth.command;

import dev.berth.account.LoginRefused;
import dev.berth.account.UserName;
import dev.berth.endpoint.Listener;
import dev.berth.endpoint.Login;
import dev.berth.protocol.Octets;
import dev.berth.protocol.ReplyCode;
import dev.berth.session.Busy;
import dev.berth.session.SessionState;
import dev.berth.session.SessionState.Greeted;
import dev.berth.session.SessionState.Identified;
import dev.berth.session.Step;
import dev.berth.tenant.TenantId;
import dev.berth.tenant.TlsPolicy;
import io.vertx.core.Future;

/// `USER <SP> <username>`: USER NAME, RFC 959 §4.1.1. Sent again later it begins the login anew; TYPE and its like
/// are kept. Where a client's certificate is as good as a password, it is all that is needed (232, RFC 2228 §3).
record UserCommand(Commands.Needs needs) implements FtpCommand.Open<String> {

    @Override
    public Spec<String> spec() {
        return Spec.verb("USER").taking(Syntax.TEXT, "<SP> username");
    }

    @Override
    public Future<Step> run(String octets, SessionState session) {
        String text = Octets.toText(octets);
        Login login = session.origin().tenancy().resolve(text);
        // A name that cannot be anybody's is asked for its password as well: nothing is told apart before PASS.
        boolean possible = UserName.isValid(login.user());
        var tenant = possible ? login.tenant() : TenantId.NOBODY;
        var user = new UserName(possible ? login.user() : "?");
        var next = greeted(session).identified(octets, tenant, user);
        requireTls(next);
        return new ClientGate(needs.tls())
                .judge(session, tenant, user.value())
                .compose(verdict -> answer(verdict, next));
    }

    private Future<Step> answer(ClientGate.Verdict verdict, Identified next) {
        var pass = new PassCommand(needs);
        return switch (verdict) {
            case PASSWORD -> Future.succeededFuture(next.says(ReplyCode.NEED_PASSWORD, "Password required"));
            case ADMITTED -> pass.admit(next);
            case REFUSED -> Future.succeededFuture(pass.uncertified(next));
        };
    }

    /// Asked for here, so that no password is sent in clear.
    private void requireTls(Identified session) {
        if (session.parameters().protection().isControlEncrypted()) {
            return;
        }
        if (session.origin().tls() == Listener.Tls.REQUIRED) {
            throw notEncrypted(session, "TLS is required on this port: send AUTH TLS first");
        }
        if (needs.tls().policy(session.tenant()).demand() != TlsPolicy.Demand.NOTHING) {
            throw notEncrypted(session, "TLS is required for this login: send AUTH TLS first");
        }
    }

    private Refused notEncrypted(Identified session, String words) {
        new WrongPassword(needs)
                .tell(session, session.login(), PassCommand.attempt(session), LoginRefused.Reason.NOT_ENCRYPTED);
        return new Refused(ReplyCode.NOT_LOGGED_IN, words);
    }

    private static Greeted greeted(SessionState session) {
        return switch (session) {
            case Greeted greeted -> greeted;
            case Identified identified ->
                new Greeted(identified.origin(), identified.parameters(), identified.refusals());
            case SessionState.LoggedIn _, Busy _, SessionState.Closed _ ->
                new Greeted(session.origin(), session.parameters(), 0);
        };
    }
}
