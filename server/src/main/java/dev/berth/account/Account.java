package dev.berth.account;

import dev.berth.tenant.Limits;
import dev.berth.tenant.Tenant;
import dev.berth.tenant.TenantStatus;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
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
/// @param mounts the folders of its tenant that it has
/// @param login how it may be logged in to
/// @param app the key of the app password that it was logged in with; empty for its own password
/// @param limits its own; those of its tenant hold as well
public record Account(
        AccountId id,
        Tenant tenant,
        UserName user,
        String home,
        Set<Permission> permissions,
        Access access,
        List<Mount> mounts,
        LoginRules login,
        Optional<Long> app,
        Limits limits) {

    public Account {
        permissions = Set.copyOf(permissions);
        mounts = List.copyOf(mounts);
    }

    /// One that has no folder.
    public Account(
            AccountId id,
            Tenant tenant,
            UserName user,
            String home,
            Set<Permission> permissions,
            Access access,
            LoginRules login,
            Optional<Long> app,
            Limits limits) {
        this(id, tenant, user, home, permissions, access, List.of(), login, app, limits);
    }

    /// One that has its rights everywhere, and at all times.
    public Account(AccountId id, Tenant tenant, UserName user, String home, Set<Permission> permissions) {
        this(id, tenant, user, home, permissions, Access.WHOLE, LoginRules.USUAL, Optional.empty(), Limits.NONE);
    }

    /// As it was logged in to with an app password.
    ///
    /// @param bounded how the account may be logged in to with it
    public Account boundBy(AppPassword password, LoginRules bounded) {
        Set<Permission> both = EnumSet.noneOf(Permission.class);
        both.addAll(permissions);
        both.retainAll(password.bounds().permissions());
        var within = access.within(password.bounds().path());
        return new Account(id, tenant, user, home, both, within, mounts, bounded, Optional.of(password.id()), limits);
    }

    /// With folders of its tenant, and bounded in each to what it may do there.
    public Account having(List<Mount> folders) {
        Access where = access;
        for (Mount mount : folders) {
            where = where.bounded(mount.path(), mount.permissions());
        }
        return new Account(id, tenant, user, home, permissions, where, folders, login, app, limits);
    }

    /// The folder that a path is or lies in.
    ///
    /// @param octets an absolute path, an octet string
    public Optional<Mount> mountAt(String octets) {
        return mounts.stream().filter(mount -> mount.covers(octets)).findFirst();
    }

    /// Whether a path is a folder or has one in it.
    ///
    /// @param octets an absolute path, an octet string
    public boolean hasFolderIn(String octets) {
        return mounts.stream().anyMatch(mount -> Access.lies(Access.octets(mount.path()), octets));
    }

    /// Whether a path leads to the same place for the account as it was.
    ///
    /// @param octets an absolute path, an octet string
    public boolean sees(String octets, Account before) {
        return mountAt(octets).map(Mount::place).equals(before.mountAt(octets).map(Mount::place));
    }

    /// As it was logged in to by somebody of whom any password is taken.
    ///
    /// @param said what was given as one
    public Account forGuest(String said) {
        return new Account(id, tenant, user, home, permissions, access, mounts, login.forGuest(said), app, limits);
    }

    /// Its user has chosen another password.
    public Account passwordChanged() {
        return new Account(id, tenant, user, home, permissions, access, mounts, login.passwordChanged(), app, limits);
    }

    /// Whether this account may do something: its own permissions and the state of its tenant both say so.
    public boolean may(Permission permission) {
        return permissions.contains(permission) && allowed(tenant.status(), permission);
    }

    /// Why it may not do what its own permissions allow: a sentence for its user.
    ///
    /// @return empty if the state of its tenant is not the reason
    public Optional<String> restriction(Permission permission) {
        return permissions.contains(permission) && !allowed(tenant.status(), permission)
                ? Optional.of(tenant.status().words(tenant.statusReason()))
                : Optional.empty();
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
