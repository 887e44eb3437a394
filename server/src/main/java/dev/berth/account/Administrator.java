package dev.berth.account;

import dev.berth.tenant.TenantId;
import java.util.Optional;
import java.util.Set;

/// Who uses the admin API.
///
/// @param token the key of the token that proved it
/// @param name of the token, for the log and the audit trail
/// @param role what it may do
/// @param tenant the only tenant that it sees; empty for all of them
/// @param operations the operations that it is limited to; empty for all that the role may call
public record Administrator(long token, String name, Role role, Optional<TenantId> tenant, Set<String> operations) {

    public Administrator {
        operations = Set.copyOf(operations);
    }

    /// What an administrator may do.
    public enum Role {
        /// Everything.
        OPERATOR,
        /// Everything within one tenant.
        TENANT_ADMIN,
        /// Look, and change nothing.
        AUDITOR
    }

    /// Whether the token lets its holder call an operation that is meant for some roles.
    public boolean may(String operation, Set<Role> roles) {
        return roles.contains(role) && (operations.isEmpty() || operations.contains(operation));
    }
}
