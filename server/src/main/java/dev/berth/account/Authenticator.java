package dev.berth.account;

import dev.berth.tenant.TenantId;
import io.vertx.core.Future;

/// Decides logins. Contract: unknown tenant, unknown user, disabled account and wrong password fail alike, in the
/// same time; no verification runs on an event loop; waiting logins are bounded.
public interface Authenticator {

    /// Verifies a password.
    ///
    /// @param tenant the tenant that the listener or the login named; [TenantId#NOBODY] when it named none that
    ///     exists
    /// @return the account; fails with [LoginRefused]
    Future<Account> authenticate(TenantId tenant, UserName user, Secret password);

    /// Admits somebody whom another proof than a password has identified, such as a certificate.
    ///
    /// @return the account; fails with [LoginRefused] as [#authenticate] does
    Future<Account> admit(TenantId tenant, UserName user);

    /// A number that rises with every change of the tenant or one of its accounts, as far as this process knows of
    /// it; so cheap that every session may ask once a second.
    long changes(TenantId tenant);

    /// What has become of an account that somebody has logged in to.
    ///
    /// @param account as it was at login
    /// @return fails when that cannot be found out now
    Future<Fate> fate(Account account);
}
