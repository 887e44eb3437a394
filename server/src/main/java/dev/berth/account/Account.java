package dev.berth.account;

import dev.berth.tenant.Tenant;
import dev.berth.tenant.TenantStatus;
import java.util.Set;

/// Who is logged in, with what that person may do.
///
/// @param id the key in the directory
/// @param tenant whose account it is, as it was at login
/// @param user its name in that tenant
/// @param home its directory below the tenant's storage root, with `/` between the names and at the front; what
///     the client sees as `/`
/// @param permissions its rights
/// @param access where it has them
/// @param login how it may be logged in to
public record Account(
        AccountId id,
        Tenant tenant,
        UserName user,
        String home,
        Set<Permission> permissions,
        Access access,
        LoginRules login) {

    public Account {
        permissions = Set.copyOf(permissions);
    }

    /// One that has its rights everywhere, and at all times.
    public Account(AccountId id, Tenant tenant, UserName user, String home, Set<Permission> permissions) {
        this(id, tenant, user, home, permissions, Access.WHOLE, LoginRules.USUAL);
    }

    /// Its user has chosen another password.
    public Account passwordChanged() {
        return new Account(id, tenant, user, home, permissions, access, login.passwordChanged());
    }

    /// Whether this account may do something: its own permissions and the state of its tenant both say so.
    public boolean may(Permission permission) {
        return permissions.contains(permission) && allowed(tenant.status(), permission);
    }

    private static boolean allowed(TenantStatus status, Permission permission) {
        return switch (status) {
            case ACTIVE -> true;
            case READ_ONLY ->
                switch (permission) {
                    case LIST, READ, HASH, FXP -> true;
                    default -> false;
                };
            case DOWNLOAD_ONLY ->
                switch (permission) {
                    case LIST, READ, HASH, DELETE, REMOVE_DIRECTORY, FXP -> true;
                    case WRITE, OVERWRITE, APPEND, RENAME, MAKE_DIRECTORY, CHANGE_FACTS -> false;
                };
            case BLOCKED -> false;
        };
    }
}
