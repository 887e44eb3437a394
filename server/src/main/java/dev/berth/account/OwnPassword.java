package dev.berth.account;

import io.vertx.core.Future;

/// How people change the passwords of their own accounts. Contract: nothing is hashed or verified on an event loop,
/// and what waits for it is bounded.
public interface OwnPassword {

    /// Changes the password of whoever is logged in. The old one does not open the account any more, whatever is
    /// remembered of logins.
    ///
    /// @param old the password as it is
    /// @param wanted the password as it shall be
    /// @return when it is changed; fails with [PasswordRefused]
    Future<Void> change(Account account, Secret old, Secret wanted);
}
