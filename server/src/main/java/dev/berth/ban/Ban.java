package dev.berth.ban;

import dev.berth.endpoint.ClientNetwork;
import dev.berth.tenant.Slug;
import dev.berth.tenant.TenantId;
import java.time.Instant;
import java.util.Optional;

/// That clients of a network may not log in: to one tenant, or to anybody.
///
/// @param id its key; 0 as long as it stands in the memory of one node only
/// @param whose the tenant to which they may not log in; empty for all of the system
/// @param network who they are
/// @param byHand whether an administrator has made it; else failed logins have
/// @param by who has made it: the name of an administrator's token, or the id of a node
/// @param reason why, for administrators
/// @param made when
/// @param expires when it ends; empty for one that stands until it is lifted
public record Ban(
        long id,
        Optional<Whose> whose,
        ClientNetwork network,
        boolean byHand,
        String by,
        String reason,
        Instant made,
        Optional<Instant> expires) {

    /// A tenant.
    ///
    /// @param slug what it is called; empty while only the database knows that, and does not answer
    public record Whose(TenantId tenant, Optional<Slug> slug) {}

    /// Whether it is still in force.
    public boolean holds(Instant now) {
        return expires.isEmpty() || now.isBefore(expires.get());
    }

    /// Whether it is about logins to a tenant.
    ///
    /// @param tenant empty where it is not known yet which
    public boolean concerns(Optional<TenantId> tenant) {
        return whose.isEmpty() || tenant.filter(whose.get().tenant()::equals).isPresent();
    }
}
