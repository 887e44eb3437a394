package dev.berth.limit;

import dev.berth.tenant.Limits;
import dev.berth.tenant.TenantId;
import java.util.Map;

/// The limits of each tenant on this node. The supervisor puts in what the directory says; it is looked up at each
/// step, so that a change is in force at the next one.
public final class AllLimits {

    private volatile Map<TenantId, Limits> byTenant = Map.of();

    /// Those of a tenant.
    public Limits of(TenantId tenant) {
        return byTenant.getOrDefault(tenant, Limits.NONE);
    }

    /// Takes over what the directory says.
    public void replace(Map<TenantId, Limits> all) {
        byTenant = Map.copyOf(all);
    }
}
