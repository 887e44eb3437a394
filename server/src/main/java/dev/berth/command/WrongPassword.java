package dev.berth.command;

import dev.berth.account.LoginRefused;
import dev.berth.ban.Attempt;
import dev.berth.observe.Event;
import dev.berth.protocol.ReplyCode;
import dev.berth.session.Busy;
import dev.berth.session.SessionState;
import dev.berth.session.SessionState.Greeted;
import dev.berth.session.Step;
import dev.berth.tenant.TenantId;
import io.vertx.core.Future;

/// What follows a wrong password, wherever it was given: it is told, it is answered late (RFC 2577 §5), and a session
/// has only so many of them.
record WrongPassword(Commands.Needs needs) {

    /// Tells the node of a refused login, and counts it if its answer is that of a wrong password: what is answered
    /// alike must have the same consequences, or they would tell it apart.
    ///
    /// @param login the text after USER, an octet string
    void tell(SessionState session, String login, Attempt attempt, LoginRefused.Reason reason) {
        switch (reason) {
            case WRONG_CREDENTIALS, DISABLED, EXPIRED, ELSEWHERE, AT_OTHER_TIMES, CONTRADICTED, BANNED ->
                needs.guard().failed(attempt);
            case NOT_ENCRYPTED, TENANT_BLOCKED, BUSY, UNAVAILABLE -> {}
        }
        var origin = session.origin();
        needs.events()
                .publish(new Event.LoginDenied(origin.session(), tenant(session), login, origin.client(), reason));
    }

    private static TenantId tenant(SessionState session) {
        return switch (session) {
            case SessionState.Identified identified -> identified.tenant();
            case SessionState.LoggedIn user -> user.account().tenant().id();
            case Busy busy -> busy.after().account().tenant().id();
            case Greeted _, SessionState.Closed _ -> TenantId.NOBODY;
        };
    }

    /// Answers a fixed time after the question, whatever was verified and how long that took, since some stored
    /// hashes take longer than others and an unknown user has none.
    ///
    /// @param due when, by [System#nanoTime]
    /// @param next the session without login, this refusal counted
    Future<Step> late(long due, Greeted next, String text) {
        long rest = (due - System.nanoTime()) / 1_000_000;
        return needs.vertx().timer(Math.max(1, rest)).map(_ -> denied(next, text));
    }

    /// Answers at once.
    Step denied(Greeted next, String text) {
        return next.refusals() < needs.session().loginAttempts()
                ? next.says(ReplyCode.NOT_LOGGED_IN, text)
                : next.saysLast(ReplyCode.SERVICE_NOT_AVAILABLE, "Too many failed logins");
    }
}
