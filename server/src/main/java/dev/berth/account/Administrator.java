package dev.berth.account;

import dev.berth.tenant.TenantId;
import java.util.Collections;
import java.util.Optional;
import java.util.Set;

/// Who uses the admin API.
///
/// @param proof by what the caller was known
/// @param name of the token or of the administrator, for the log and the audit trail
/// @param role what it may do
/// @param tenant the only tenant that it sees; empty for all of them
/// @param operations the operations, and the groups of them, that it is limited to; empty for all that the role may
/// call
public record Administrator(Proof proof, String name, Role role, Optional<TenantId> tenant, Set<String> operations) {

    public Administrator {
        operations = Set.copyOf(operations);
    }

    /// By what a caller was known.
    ///
    /// @param id of the token, or of the administrator
    public record Proof(Kind kind, long id) {

        /// What proved it.
        public enum Kind {
            /// A token.
            TOKEN,
            /// A login.
            LOGIN,
            /// Nothing.
            NOTHING
        }

        /// Such as `token 17`.
        public String text() {
            return switch (kind) {
                case TOKEN -> "token " + id;
                case LOGIN -> "administrator " + id;
                case NOTHING -> "nobody";
            };
        }
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

    /// Somebody who has not said yet who he is: no tenant is his, and he may log in and no more.
    ///
    /// @param address where the call comes from
    /// @param operations what he may call
    public static Administrator stranger(String address, Set<String> operations) {
        return new Administrator(
                new Proof(Proof.Kind.NOTHING, 0), address, Role.AUDITOR, Optional.of(TenantId.NOBODY), operations);
    }

    /// Whether the caller may call an operation.
    ///
    /// @param names the operation's own, and those of the groups that it belongs to
    /// @param roles for whom it is meant
    public boolean may(Set<String> names, Set<Role> roles) {
        return roles.contains(role) && (operations.isEmpty() || !Collections.disjoint(operations, names));
    }
}
