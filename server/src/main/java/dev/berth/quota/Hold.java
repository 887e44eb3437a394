package dev.berth.quota;

import dev.berth.account.AccountId;
import dev.berth.tenant.TenantId;

/// What a running transfer has set aside.
///
/// @param id unique in the process
/// @param tenant from whose pool
/// @param account from whose quota
/// @param amount how much
public record Hold(long id, TenantId tenant, AccountId account, Amount amount) {}
