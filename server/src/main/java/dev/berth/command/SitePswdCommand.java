package dev.berth.command;

import dev.berth.account.LoginRefused;
import dev.berth.account.PasswordRefused;
import dev.berth.account.Secret;
import dev.berth.ban.Attempt;
import dev.berth.protocol.Octets;
import dev.berth.protocol.ReplyCode;
import dev.berth.session.SessionState.Greeted;
import dev.berth.session.SessionState.LoggedIn;
import dev.berth.session.Step;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;

/// `SITE PSWD <SP> <old> <SP> <new>`: changes one's own password, over TLS only. A password with a space stands in
/// double quotes. A wrong old one is a failed login, and so the session is logged in no more.
record SitePswdCommand(Commands.Needs needs)
        implements FtpCommand.Restricted<SitePswdCommand.Change>, FtpCommand.ChangesPassword {

    /// @param old the password as it is
    /// @param wanted the password as it shall be
    record Change(Secret old, Secret wanted) {}

    @Override
    public Spec<Change> spec() {
        return Spec.verb("PSWD", "PASSWD", "CHPASS")
                .taking(SitePswdCommand::parse, "<SP> old-password <SP> new-password")
                .hidden()
                .announced(parameters -> parameters.protection().isControlEncrypted() ? "SITE PSWD" : "");
    }

    @Override
    public Future<Step> run(Change change, LoggedIn session) {
        if (!session.parameters().protection().isControlEncrypted()) {
            throw new Refused(
                    ReplyCode.PROTECTION_REQUIRED, "Passwords are changed over TLS only: send AUTH TLS first");
        }
        long due = System.nanoTime() + needs.session().loginDelay().toNanos();
        return needs.passwords()
                .change(session.account(), change.old(), change.wanted())
                .map(_ -> session.as(session.account().passwordChanged())
                        .says(ReplyCode.COMMAND_OKAY, "Password changed"))
                .recover(cause ->
                        cause instanceof PasswordRefused refused && refused.reason() == PasswordRefused.Reason.WRONG
                                ? loggedOut(session, due)
                                : Future.failedFuture(cause));
    }

    private Future<Step> loggedOut(LoggedIn session, long due) {
        var wrong = new WrongPassword(needs);
        var account = session.account();
        var attempt = new Attempt(
                session.origin().client().getAddress(),
                Optional.of(account.tenant().id()),
                account.user().value(),
                account.user().value(),
                true);
        wrong.tell(session, Octets.ofText(account.user().value()), attempt, LoginRefused.Reason.WRONG_CREDENTIALS);
        var next = new Greeted(session.origin(), session.parameters(), session.refusals() + 1);
        return wrong.late(due, next, "The old password is wrong; log in again");
    }

    private static Change parse(String argument) {
        List<String> words = Words.split(argument).orElse(List.of());
        if (words.size() != 2) {
            throw new Refused(
                    ReplyCode.BAD_ARGUMENT,
                    "The old and the new password are needed; put one that has spaces in double quotes");
        }
        return new Change(new Secret(Octets.toText(words.get(0))), new Secret(Octets.toText(words.get(1))));
    }
}
