package dev.berth.plan;

import dev.berth.account.AccountAlterations.Terms;
import dev.berth.tenant.TenantId;
import io.vertx.core.Future;

/// What tenants give to new accounts, as the database has it. Fails with [dev.berth.tenant.DirectoryRefused].
public interface NewAccounts {

    /// What a tenant gives.
    Future<AccountDefaults> of(TenantId tenant);

    /// Replaces what a tenant gives; accounts that are there stay as they are.
    ///
    /// @param sample what an account would get, which is judged as that of any other
    Future<AccountDefaults> set(TenantId tenant, AccountDefaults defaults, Terms sample);
}
