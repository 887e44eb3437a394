package dev.berth.account;

import java.util.Set;

/// A folder of the tenant, where one account has it.
///
/// @param folder its name
/// @param directory where it lies below the tenant's storage root
/// @param path where the account sees it, from its home
/// @param permissions what the account may do in it at most
public record Mount(String folder, String directory, String path, Set<Permission> permissions) {

    public Mount {
        permissions = Set.copyOf(permissions);
    }

    /// Whether a path is the folder or lies in it.
    ///
    /// @param octets an absolute path, an octet string
    boolean covers(String octets) {
        return Access.lies(octets, Access.octets(path));
    }

    /// Where it is, whatever may be done there.
    Mount place() {
        return new Mount(folder, directory, path, Set.of());
    }
}
