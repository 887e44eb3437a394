package dev.berth.command;

import dev.berth.account.Account;
import dev.berth.account.LoginRefused;
import dev.berth.account.Secret;
import dev.berth.ban.Attempt;
import dev.berth.limit.LimitReached;
import dev.berth.observe.Event;
import dev.berth.protocol.Octets;
import dev.berth.protocol.ReplyCode;
import dev.berth.session.Busy;
import dev.berth.session.SessionState;
import dev.berth.session.SessionState.Identified;
import dev.berth.session.Step;
import dev.berth.view.Views;
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
            case SessionState.LoggedIn _, Busy _, SessionState.Closed _ ->
                Future.failedFuture(new Refused(ReplyCode.BAD_SEQUENCE, "Already logged in; send USER to change"));
        };
    }

    /// Whoever has failed too often waits before the password is looked at: an answer that only wrong ones wait for
    /// would be known before it comes.
    private Future<Step> logIn(Secret password, Identified session) {
        Attempt attempt = attempt(session);
        long pause = needs.guard().pause(attempt).toMillis();
        long due = System.nanoTime() + (pause + needs.session().loginDelay().toMillis()) * 1_000_000;
        return pause == 0
                ? decide(password, session, due)
                : needs.vertx().timer(pause).compose(_ -> decide(password, session, due));
    }

    /// The tenant's demands may have changed since USER.
    private Future<Step> decide(Secret password, Identified session, long due) {
        if (needs.guard().isBanned(attempt(session))) {
            return refuse(new LoginRefused(LoginRefused.Reason.BANNED), session, due);
        }
        return new ClientGate(needs.tls())
                .judge(session, session.tenant(), session.user().value())
                .compose(verdict -> verdict == ClientGate.Verdict.REFUSED
                        ? Future.succeededFuture(uncertified(session))
                        : verify(password, session, due));
    }

    private Future<Step> verify(Secret password, Identified session, long due) {
        return inTime(session)
                .compose(_ ->
                        agreed(session, needs.authenticator().authenticate(session.tenant(), session.user(), password)))
                .compose(account -> admitted(account, session, ReplyCode.LOGGED_IN, "Logged in"))
                .recover(cause -> refuse(cause, session, due));
    }

    /// Logs in whom a certificate has identified.
    Future<Step> admit(Identified session) {
        long due = System.nanoTime() + needs.session().loginDelay().toNanos();
        if (needs.guard().isBanned(attempt(session))) {
            return refuse(new LoginRefused(LoginRefused.Reason.BANNED), session, due);
        }
        return inTime(session)
                .compose(_ -> agreed(session, needs.authenticator().admit(session.tenant(), session.user())))
                .compose(account ->
                        admitted(account, session, ReplyCode.LOGGED_IN_BY_CERTIFICATE, "Logged in by your certificate"))
                .recover(cause -> refuse(cause, session, due));
    }

    /// A login whose client has named several tenants takes the time of any other, and is then wrong.
    private static Future<Account> agreed(Identified session, Future<Account> judged) {
        String login = Octets.toText(session.login());
        return session.origin().tenancy().resolve(login).agreed()
                ? judged
                : judged.transform((_, cause) -> Future.failedFuture(
                        cause == null || isVerdict(cause)
                                ? new LoginRefused(LoginRefused.Reason.CONTRADICTED)
                                : cause));
    }

    private static boolean isVerdict(Throwable cause) {
        return cause instanceof LoginRefused refused
                && refused.reason() != LoginRefused.Reason.BUSY
                && refused.reason() != LoginRefused.Reason.UNAVAILABLE;
    }

    static Attempt attempt(Identified session) {
        return Attempt.of(
                session.origin().client().getAddress(), session.origin().tenancy(), Octets.toText(session.login()));
    }

    /// Refuses a login for which a certificate is needed that was not shown, whether there is such a user or not.
    Step uncertified(Identified session) {
        var wrong = new WrongPassword(needs);
        wrong.tell(session, session.login(), attempt(session), LoginRefused.Reason.WRONG_CREDENTIALS);
        return wrong.denied(session.refused(), "A client certificate that names this user is required for this login");
    }

    /// Waits if logins are tried too often.
    private Future<Void> inTime(Identified session) {
        long longest = needs.session().limitWait().toNanos();
        return Future.succeededFuture(session.origin().client().getAddress())
                .map(client -> needs.limits().logins().ask(session.tenant(), client, longest, System.nanoTime()))
                .compose(wait -> wait == 0
                        ? Future.succeededFuture()
                        : needs.vertx().timer(wait / 1_000_000 + 1).mapEmpty());
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
        return new Seating(needs).take(account, session.origin()).compose(_ -> opened(account, session, code, text));
    }

    private Future<Step> opened(Account account, Identified session, ReplyCode code, String text) {
        return new Views(needs.storage(), needs.quotas())
                .open(account, limit -> needs.limits().of(account, limit))
                .onFailure(_ -> needs.limits().seats().leave(session.origin().session()))
                .map(files -> {
                    needs.guard().accepted(attempt(session));
                    needs.events()
                            .publish(new Event.LoginAccepted(
                                    session.origin().session(),
                                    account,
                                    session.origin().client()));
                    return session.loggedIn(account, files).says(code, text);
                });
    }

    private Future<Step> refuse(Throwable cause, Identified session, long due) {
        if (cause instanceof LimitReached reached) {
            new WrongPassword(needs).tell(session, session.login(), attempt(session), LoginRefused.Reason.BUSY);
            return Future.succeededFuture(
                    session.saysLast(ReplyCode.SERVICE_NOT_AVAILABLE, Octets.ofText(reached.words())));
        }
        if (!(cause instanceof LoginRefused refused)) {
            return Future.failedFuture(cause);
        }
        var wrong = new WrongPassword(needs);
        wrong.tell(session, session.login(), attempt(session), refused.reason());
        return switch (refused.reason()) {
            case WRONG_CREDENTIALS, DISABLED, EXPIRED, ELSEWHERE, AT_OTHER_TIMES, CONTRADICTED, BANNED ->
                wrong.late(due, session.refused(), "Login incorrect");
            case NOT_ENCRYPTED, TENANT_BLOCKED ->
                Future.succeededFuture(session.refused()
                        .says(ReplyCode.NOT_LOGGED_IN, Octets.ofText(String.valueOf(refused.getMessage()))));
            case BUSY ->
                Future.succeededFuture(
                        session.saysLast(ReplyCode.SERVICE_NOT_AVAILABLE, "Too many logins at this moment; try again"));
            case UNAVAILABLE ->
                Future.succeededFuture(session.saysLast(
                        ReplyCode.SERVICE_NOT_AVAILABLE, "Logins are not possible at this moment; try again"));
        };
    }
}
