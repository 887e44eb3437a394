package dev.berth.account;

import dev.berth.account.Administrator.Role;
import dev.berth.tenant.TenantId;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.Set;

/// A token as the directory keeps it: without its secret.
///
/// @param id the key in the directory
/// @param name what people call it
/// @param role what its holder may do
/// @param tenant the only tenant that its holder sees; empty for all of them
/// @param operations the operations, and the groups of them, that it is limited to; empty for all that the role may
/// call
/// @param made when
/// @param expires when it ends, if it ever does
/// @param lastUse the last call with it, to the minute
public record ApiToken(
        long id,
        String name,
        Role role,
        Optional<TenantId> tenant,
        Set<String> operations,
        Instant made,
        Optional<Instant> expires,
        Optional<Instant> lastUse) {

    public ApiToken {
        operations = Set.copyOf(operations);
    }

    /// A token to be made.
    ///
    /// @param name 1 to 100 characters, unique among the tokens of its tenant, or among those of none
    /// @param role an operator has no tenant, a tenant administrator has one
    /// @param tenant the only tenant that its holder sees
    /// @param operations the operations, and the groups of them, that it is limited to; empty for all
    /// @param expires when it ends
    public record Wanted(
            String name, Role role, Optional<TenantId> tenant, Set<String> operations, Optional<Instant> expires) {

        public Wanted {
            operations = Set.copyOf(operations);
            expires = expires.map(end -> end.truncatedTo(ChronoUnit.MICROS)); // what a database keeps
        }
    }

    /// A token that was just made, with the only sight of its secret.
    public record Issued(ApiToken token, Secret secret) {}
}
