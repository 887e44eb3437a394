package dev.berth.quota;

import dev.berth.account.Account;
import dev.berth.account.AccountId;
import dev.berth.account.UserName;
import dev.berth.tenant.Slug;
import dev.berth.tenant.Tenant;
import dev.berth.tenant.TenantId;
import dev.berth.tenant.TenantStatus;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

class MemoryQuotaLedgerTest implements QuotaLedgerContract {

    private final MemoryQuotaLedger ledger = new MemoryQuotaLedger();
    private final Map<String, Tenant> tenants = new HashMap<>();
    private long last;

    @Override
    public QuotaLedger ledger() {
        return ledger;
    }

    @Override
    public Account account(String tenant, String user) {
        Tenant owner = tenants.computeIfAbsent(
                tenant, slug -> new Tenant(new TenantId(++last), new Slug(slug), slug, TenantStatus.ACTIVE, slug));
        return new Account(new AccountId(++last), owner, new UserName(user), "/", Set.of());
    }
}
