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
}
