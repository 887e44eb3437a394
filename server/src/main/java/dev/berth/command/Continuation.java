package dev.berth.command;

import dev.berth.account.Account;
import dev.berth.session.Busy;
import dev.berth.session.Busy.Transferring;
import dev.berth.session.SessionState;
import dev.berth.session.SessionState.LoggedIn;
import dev.berth.view.Gate;
import dev.berth.view.GuardedFiles;

/// How an open session goes on when its account was changed.
///
/// @param commands know what each needs
record Continuation(Commands commands) {

    /// The session goes on with what its account may do now; a transfer that it may not do any more is stopped.
    SessionState of(SessionState session, Account account) {
        if (session instanceof Transferring moving && !mayGoOn(moving, account)) {
            moving.transfer().restrict("This is not allowed any more");
        }
        return switch (session) {
            case LoggedIn user -> {
                GuardedFiles.follow(user.files(), account);
                yield user.as(account);
            }
            case Busy engaged -> {
                GuardedFiles.follow(engaged.after().files(), account);
                yield engaged.as(account);
            }
            case SessionState.Greeted _, SessionState.Identified _, SessionState.Closed _ -> session;
        };
    }

    private boolean mayGoOn(Transferring moving, Account account) {
        return account.sees(moving.path().toString(), moving.after().account())
                && commands.find(moving.verb())
                        .flatMap(row -> row.spec().permission())
                        .map(permission -> new Gate(account).may(permission, moving.path()))
                        .orElse(true);
    }
}
