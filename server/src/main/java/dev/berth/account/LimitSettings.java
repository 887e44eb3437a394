package dev.berth.account;

import dev.berth.tenant.Limits;
import dev.berth.tenant.TenantId;
import io.vertx.core.Future;
import java.util.Optional;

/// The limits of tenants and accounts, as administrators see and set them. Each change is one transaction that also
/// writes a revision. Fails with `dev.berth.tenant.DirectoryRefused`.
public interface LimitSettings {

    /// Those of a tenant.
    Future<Limits> of(TenantId tenant);

    /// Those of an account.
    Future<Limits> of(TenantId tenant, UserName user);

    /// Sets all limits of a tenant.
    ///
    /// @param seen the revision of the tenant that the caller has seen; empty for whatever there is
    /// @return the revision of the change
    Future<Long> set(TenantId tenant, Limits limits, Optional<Long> seen);

    /// Sets all limits of an account.
    ///
    /// @param seen the revision of the account that the caller has seen; empty for whatever there is
    /// @return the revision of the change; fails for a limit that only tenants have
    Future<Long> set(TenantId tenant, UserName user, Limits limits, Optional<Long> seen);
}
