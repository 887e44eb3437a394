package dev.berth.quota;

import dev.berth.account.Account;
import dev.berth.account.AccountId;
import dev.berth.tenant.TenantId;
import java.util.List;
import java.util.Optional;

/// Whose books: an account's, or the pool of a tenant.
///
/// @param tenant the tenant
/// @param account empty for the tenant's pool
public record Owner(TenantId tenant, Optional<AccountId> account) {

    /// The pool of a tenant.
    public static Owner of(TenantId tenant) {
        return new Owner(tenant, Optional.empty());
    }

    /// An account.
    public static Owner of(Account account) {
        return of(account.tenant().id(), account.id());
    }

    /// Whose books a charge to this one goes into: its own, and its tenant's.
    public List<Owner> charged() {
        return account.isPresent() ? List.of(this, of(tenant)) : List.of(this);
    }

    /// An account of a tenant.
    public static Owner of(TenantId tenant, AccountId account) {
        return new Owner(tenant, Optional.of(account));
    }
}
