package dev.berth.command;

import dev.berth.account.Account;
import dev.berth.account.Permission;
import dev.berth.protocol.Octets;
import dev.berth.session.Busy;
import dev.berth.session.Busy.Transferring;
import dev.berth.session.SessionState;
import dev.berth.session.SessionState.LoggedIn;
import dev.berth.view.Gate;
import dev.berth.view.GuardedFiles;
import java.util.Optional;

/// How an open session goes on when its account was changed.
///
/// @param commands know what each needs
record Continuation(Commands commands) {

    /// The session goes on with what its account may do now; a transfer that it may not do any more is stopped.
    SessionState of(SessionState session, Account account) {
        if (session instanceof Transferring moving && !mayGoOn(moving, account)) {
            moving.transfer().restrict(words(moving, account));
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

    private String words(Transferring moving, Account account) {
        return permission(moving)
                .flatMap(account::restriction)
                .map(Octets::ofText)
                .orElse("This is not allowed any more");
    }

    private Optional<Permission> permission(Transferring moving) {
        return commands.find(moving.verb()).flatMap(row -> row.spec().permission());
    }

    private boolean mayGoOn(Transferring moving, Account account) {
        return account.sees(moving.path().toString(), moving.after().account())
                && permission(moving)
                        .map(permission -> new Gate(account).may(permission, moving.path()))
                        .orElse(true);
    }
}
