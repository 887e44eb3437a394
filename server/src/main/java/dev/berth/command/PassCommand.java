package dev.berth.command;

import dev.berth.account.Account;
import dev.berth.account.LoginRefused;
import dev.berth.account.Secret;
import dev.berth.observe.Event;
import dev.berth.protocol.Octets;
import dev.berth.protocol.ReplyCode;
import dev.berth.session.SessionState;
import dev.berth.session.SessionState.Identified;
import dev.berth.session.Step;
import dev.berth.view.GuardedFiles;
import dev.berth.view.MeteredFiles;
import io.vertx.core.Future;
import java.time.Instant;

/// `PASS <SP> <password>`: PASSWORD, RFC 959 §4.1.1. A wrong one is answered after a delay (RFC 2577 §5), and the
/// same whatever was wrong (RFC 2577 §7).
record PassCommand(Commands.Needs needs) implements FtpCommand.Open<Secret> {

    @Override
    public Spec<Secret> spec() {
        return Spec.verb("PASS")
                .taking(octets -> new Secret(Octets.toText(octets)), "<SP> password")
                .hidden();
    }

    @Override
    public Future<Step> run(Secret password, SessionState session) {
        return switch (session) {
            case Identified identified -> logIn(password, identified);
            case SessionState.Greeted _ -> Future.failedFuture(new Refused(ReplyCode.BAD_SEQUENCE, "Send USER first"));
            case SessionState.LoggedIn _, SessionState.Busy _, SessionState.Closed _ ->
                Future.failedFuture(new Refused(ReplyCode.BAD_SEQUENCE, "Already logged in; send USER to change"));
        };
    }

    /// The tenant's demands may have changed since USER.
    private Future<Step> logIn(Secret password, Identified session) {
        long since = System.nanoTime();
        return new ClientGate(needs.tls())
                .judge(session, session.tenant(), session.user().value())
                .compose(verdict -> verdict == ClientGate.Verdict.REFUSED
                        ? Future.succeededFuture(uncertified(session))
                        : verify(password, session, since));
    }

    private Future<Step> verify(Secret password, Identified session, long since) {
        return needs.authenticator()
                .authenticate(session.tenant(), session.user(), password)
                .compose(account -> admitted(account, session, ReplyCode.LOGGED_IN, "Logged in"))
                .recover(cause -> refuse(cause, session, since));
    }

    /// Logs in whom a certificate has identified.
    Future<Step> admit(Identified session) {
        long since = System.nanoTime();
        return needs.authenticator()
                .admit(session.tenant(), session.user())
                .compose(account ->
                        admitted(account, session, ReplyCode.LOGGED_IN_BY_CERTIFICATE, "Logged in by your certificate"))
                .recover(cause -> refuse(cause, session, since));
    }

    /// Refuses a login for which a certificate is needed that was not shown, whether there is such a user or not.
    Step uncertified(Identified session) {
        var wrong = new WrongPassword(needs);
        wrong.tell(session, session.login(), LoginRefused.Reason.WRONG_CREDENTIALS);
        return wrong.denied(session.refused(), "A client certificate that names this user is required for this login");
    }

    /// The account's own rules are judged when the password is known to be right, and no sooner.
    private Future<Step> admitted(Account account, Identified session, ReplyCode code, String text) {
        var zone = needs.manners().of(account.tenant().id()).zone();
        return new LoginHours(account.login(), zone)
                .refusal(session.origin().client().getAddress(), Instant.now())
                .map(reason -> Future.<Step>failedFuture(new LoginRefused(reason)))
                .orElseGet(() -> open(
                        account,
                        session,
                        code,
                        account.login().mustChange() ? text + "; now choose a new password: SITE PSWD" : text));
    }

    private Future<Step> open(Account account, Identified session, ReplyCode code, String text) {
        return needs.storage()
                .open(account.tenant().storageRoot(), account.home())
                .map(files -> new GuardedFiles(new MeteredFiles(files, needs.quotas(), account), account))
                .map(files -> {
                    needs.events()
                            .publish(new Event.LoginAccepted(
                                    session.origin().session(),
                                    account,
                                    session.origin().client()));
                    return session.loggedIn(account, files).says(code, text);
                });
    }

    private Future<Step> refuse(Throwable cause, Identified session, long since) {
        if (!(cause instanceof LoginRefused refused)) {
            return Future.failedFuture(cause);
        }
        var wrong = new WrongPassword(needs);
        wrong.tell(session, session.login(), refused.reason());
        return switch (refused.reason()) {
            case WRONG_CREDENTIALS, DISABLED, EXPIRED, ELSEWHERE, AT_OTHER_TIMES ->
                wrong.late(since, session.refused(), "Login incorrect");
            case TENANT_BLOCKED ->
                Future.succeededFuture(
                        session.refused().says(ReplyCode.NOT_LOGGED_IN, String.valueOf(refused.getMessage())));
            case BUSY ->
                Future.succeededFuture(
                        session.saysLast(ReplyCode.SERVICE_NOT_AVAILABLE, "Too many logins at this moment; try again"));
            case UNAVAILABLE ->
                Future.succeededFuture(session.saysLast(
                        ReplyCode.SERVICE_NOT_AVAILABLE, "Logins are not possible at this moment; try again"));
        };
    }
}
