package dev.berth.account;

import dev.berth.tenant.Limits;
import dev.berth.tenant.TenantId;
import io.vertx.core.Future;

/// The limits of tenants and accounts, as administrators see and set them. Each change is one transaction that also
/// writes a revision. Fails with `dev.berth.tenant.DirectoryRefused`.
public interface LimitSettings {

    /// Those of a tenant.
    Future<Limits> of(TenantId tenant);

    /// Those of an account.
    Future<Limits> of(TenantId tenant, UserName user);

    /// Sets all limits of a tenant.
    ///
    /// @return the revision of the change
    Future<Long> set(TenantId tenant, Limits limits);

    /// Sets all limits of an account.
    ///
    /// @return the revision of the change; fails for a limit that only tenants have
    Future<Long> set(TenantId tenant, UserName user, Limits limits);
}
