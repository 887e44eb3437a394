package dev.berth.endpoint;

import dev.berth.tenant.TenantId;
import java.util.Map;

/// How the server speaks to each tenant's clients on this node. The supervisor puts in what the directory says;
/// sessions look it up at each command, so a change is in force at the next one.
public final class AllManners {

    private volatile Map<TenantId, TenantManners> byTenant = Map.of();

    /// What holds for the clients of a tenant.
    public TenantManners of(TenantId tenant) {
        return byTenant.getOrDefault(tenant, TenantManners.USUAL);
    }

    /// The text of the 220 to a client of whom only that is known.
    ///
    /// @param usual the words of the node
    public String greeting(Tenancy tenancy, String usual) {
        return tenancy.sole().flatMap(tenant -> of(tenant).greeting()).orElse(usual);
    }

    /// Takes over what the directory says.
    public void replace(Map<TenantId, TenantManners> all) {
        byTenant = Map.copyOf(all);
    }
}
