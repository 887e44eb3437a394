package dev.berth.account;

import dev.berth.account.AccountAlterations.Terms;
import java.util.Set;

/// An account to be made.
///
/// @param user its name
/// @param password what it will log in with
/// @param terms what else is kept of it; its home is made at the first login
/// @param usual whether it gets the limits and the quota that its tenant gives to new accounts
public record NewAccount(UserName user, Secret password, Terms terms, boolean usual) {

    /// One with rights everywhere and at all times, and without limits of its own.
    ///
    /// @param home its directory below the tenant's storage root, `/` for the whole of it
    /// @param permissions its rights
    public NewAccount(UserName user, Secret password, String home, Set<Permission> permissions) {
        this(user, password, Terms.plain(home, permissions), false);
    }
}
