package dev.berth.account;

import dev.berth.tenant.TenantId;
import java.util.Optional;

/// Who uses the admin API.
///
/// @param name of the token, for the log and the audit trail
/// @param role what it may do
/// @param tenant the only tenant that it sees; empty for all of them
public record Administrator(String name, Role role, Optional<TenantId> tenant) {

    /// What an administrator may do.
    public enum Role {
        /// Everything.
        OPERATOR,
        /// Everything within one tenant.
        TENANT_ADMIN,
        /// Look, and change nothing.
        AUDITOR
    }
}
