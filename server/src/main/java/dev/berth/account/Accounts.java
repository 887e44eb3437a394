package dev.berth.account;

import dev.berth.tenant.TenantId;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;

/// The accounts of the tenants, as administrators change them. Every call names the tenant; an account of another
/// tenant cannot be reached. Fails with `dev.berth.tenant.DirectoryRefused`.
public interface Accounts {

    /// Adds an account with one password, which is hashed off the event loop; one transaction with its revision.
    ///
    /// @return the account as stored
    Future<Account> create(TenantId tenant, NewAccount account);

    /// Gives an account another password, which is hashed off the event loop; one transaction with its revision.
    ///
    /// @return the account
    Future<Account> setPassword(TenantId tenant, UserName user, Secret password);

    /// Removes an account with its credentials; its files stay.
    ///
    /// @param seen the revision of the account that the caller has seen; empty for whatever there is
    /// @return the revision that removed it
    Future<Long> remove(TenantId tenant, UserName user, Optional<Long> seen);

    /// All accounts of one tenant, by user name.
    Future<List<Account>> of(TenantId tenant);
}
