package dev.berth.account;

import dev.berth.tenant.Tenant;
import java.util.Set;

/// Who is logged in, with what that person may do.
///
/// @param id the key in the directory
/// @param tenant whose account it is, as it was at login
/// @param user its name in that tenant
/// @param home its directory below the tenant's storage root, with `/` between the names and at the front; what the client
///     sees as `/`
/// @param permissions its rights
public record Account(AccountId id, Tenant tenant, UserName user, String home, Set<Permission> permissions) {

    public Account {
        permissions = Set.copyOf(permissions);
    }
}
