package dev.berth.account;

import java.util.Set;

/// An account to be made.
///
/// @param user its name
/// @param password what it will log in with
/// @param home its directory below the tenant's storage root, `/` for the whole of it; made at the first login
/// @param permissions its rights
public record NewAccount(UserName user, Secret password, String home, Set<Permission> permissions) {

    public NewAccount {
        permissions = Set.copyOf(permissions);
    }
}
