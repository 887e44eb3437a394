package dev.berth.account;

import dev.berth.account.Administrator.Role;
import dev.berth.tenant.TenantId;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// The administrators who log in by name and password. Changes fail with `dev.berth.tenant.DirectoryRefused`; what
/// belongs to another tenant than the one that is asked for is not there.
public interface Administrators {

    /// An administrator as the directory keeps it: without the password.
    ///
    /// @param id the key in the directory
    /// @param name what it logs in with
    /// @param role what it may do
    /// @param tenant the only tenant that it sees; empty for all of them
    /// @param blocked whether its logins are refused
    /// @param made when
    /// @param lastLogin the last login that was right
    /// @param version another after each change; what a login gave is void with it
    record Kept(
            long id,
            String name,
            Role role,
            Optional<TenantId> tenant,
            boolean blocked,
            Instant made,
            Optional<Instant> lastLogin,
            long version) {}

    /// An administrator to be made.
    ///
    /// @param name 1 to 100 characters, unique in its tenant, or among those of none
    /// @param password 12 to 1,024 characters
    /// @param role an operator has no tenant, a tenant administrator has one
    record Wanted(String name, Secret password, Role role, Optional<TenantId> tenant) {}

    /// What becomes of one; what is empty stays.
    record Altered(Optional<Secret> password, Optional<Boolean> blocked) {}

    /// All of them by name.
    ///
    /// @param tenant only those of one tenant; empty for all there are
    Future<List<Kept>> all(Optional<TenantId> tenant);

    /// One of them.
    ///
    /// @param tenant whose it must be; empty for anybody's
    Future<Kept> one(long id, Optional<TenantId> tenant);

    /// Makes one.
    Future<Kept> create(Wanted wanted);

    /// Changes one, which ends what its logins gave.
    ///
    /// @param tenant whose it must be; empty for anybody's
    /// @param seen the version that the caller has seen; empty for whichever it is
    Future<Kept> alter(long id, Optional<TenantId> tenant, Altered altered, Optional<Long> seen);

    /// Removes one.
    ///
    /// @param tenant whose it must be; empty for anybody's
    /// @param seen the version that the caller has seen; empty for whichever it is
    /// @return the one that was
    Future<Kept> remove(long id, Optional<TenantId> tenant, Optional<Long> seen);

    /// Verifies a password. An unknown name, a wrong password and one who is blocked are the same, in the same time.
    ///
    /// @param tenant whose administrator it is; empty for the whole system's, [TenantId#NOBODY] if it is not there
    /// @return empty if it is not right; fails with [LoginRefused] `BUSY` if too many logins wait
    Future<Optional<Kept>> login(Optional<TenantId> tenant, String name, Secret password);

    /// Whether what a login gave holds.
    ///
    /// @param version as it was at the login
    /// @return who it is; empty if it was changed, blocked or removed since
    Future<Optional<Administrator>> holder(long id, long version);
}
