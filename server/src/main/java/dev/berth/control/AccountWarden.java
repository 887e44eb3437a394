package dev.berth.control;

import dev.berth.account.Account;
import dev.berth.account.Authenticator;
import dev.berth.account.Fate;
import dev.berth.session.Busy;
import dev.berth.session.SessionState;
import java.time.Instant;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Watches, for one session, what becomes of its account and tenant. What it finds out is in force within two
/// seconds of the change, running transfers included; while the directory does not answer, the session goes on with
/// what it was granted.
final class AccountWarden {

    private static final long NEVER = -1;

    private final Authenticator authenticator;
    private @Nullable Account latest;
    private long seen = NEVER;
    private Instant until = Instant.MAX;
    private boolean asking;

    AccountWarden(Authenticator authenticator) {
        this.authenticator = authenticator;
    }

    /// Called once a second on the session's context.
    ///
    /// @param changed told on that context when something differs from what the state says
    void look(SessionState state, Consumer<Fate> changed) {
        Account account = accountOf(state);
        if (account == null) {
            latest = null;
            seen = NEVER;
            return;
        }
        if (latest == null || !latest.id().equals(account.id())) {
            latest = account;
            seen = NEVER;
            until = Instant.MAX;
        }
        if (!Instant.now().isBefore(until)) {
            changed.accept(new Fate.Ended("This account has expired"));
            return;
        }
        if (!latest.equals(account)) {
            if (latest.passwordChanged().equals(account)) {
                latest = account; // the session itself has chosen a new password
            } else {
                changed.accept(new Fate.Stands(latest, until)); // the end of a transfer has brought the old one back
            }
        }
        long changes = authenticator.changes(account.tenant().id());
        if (changes != seen && !asking) {
            ask(account, changes, changed);
        }
    }

    private void ask(Account account, long changes, Consumer<Fate> changed) {
        asking = true;
        authenticator
                .fate(account)
                .onComplete(
                        fate -> {
                            asking = false;
                            seen = changes;
                            if (fate instanceof Fate.Stands stands) {
                                latest = stands.account();
                                until = stands.until();
                            }
                            changed.accept(fate);
                        },
                        _ -> asking = false);
    }

    private static @Nullable Account accountOf(SessionState state) {
        return switch (state) {
            case SessionState.LoggedIn user -> user.account();
            case Busy engaged -> engaged.after().account();
            case SessionState.Greeted _, SessionState.Identified _, SessionState.Closed _ -> null;
        };
    }
}
