package dev.berth.account;

import dev.berth.tenant.TenantId;
import io.vertx.core.Future;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// How accounts are read with all that is kept of them, and altered. Fails with `dev.berth.tenant.DirectoryRefused`.
public interface AccountAlterations {

    /// What can be altered of an account.
    ///
    /// @param home its directory below the tenant's storage root
    /// @param permissions its rights
    /// @param access where it has them
    /// @param enabled whether it can log in at all
    /// @param expires from when on it cannot
    /// @param login how it can
    record Terms(
            String home,
            Set<Permission> permissions,
            Access access,
            boolean enabled,
            Optional<Instant> expires,
            LoginRules login) {

        public Terms {
            permissions = Set.copyOf(permissions);
            expires = expires.map(end -> end.truncatedTo(ChronoUnit.MICROS)); // what a database keeps
        }

        /// With these rights everywhere, at all times.
        public static Terms plain(String home, Set<Permission> permissions) {
            return new Terms(home, permissions, Access.WHOLE, true, Optional.empty(), LoginRules.USUAL);
        }
    }

    /// An account as the directory keeps it.
    ///
    /// @param revision the one that changed it last
    record Kept(AccountId id, UserName user, Terms terms, long revision) {}

    /// Refuses what cannot be kept of any account. Making and altering one does so by itself.
    ///
    /// @throws dev.berth.tenant.DirectoryRefused with the first thing that is wrong
    void require(Terms terms);

    /// All accounts of one tenant, by user name, but for those of [DiagnosticLogins].
    Future<List<Kept>> all(TenantId tenant);

    /// The accounts that one tenant was given to keep, by user name: all but those of [AnonymousAccess] and
    /// [DiagnosticLogins], which are made and removed by these.
    Future<List<Kept>> lasting(TenantId tenant);

    /// One account.
    Future<Kept> one(TenantId tenant, UserName user);

    /// Makes an account what it shall be; in force at its next login.
    ///
    /// @param hash of another password, as [AccountBatches#hash] makes it; empty to leave that
    /// @param seen the revision that the caller has seen; empty for whatever there is
    Future<Kept> alter(TenantId tenant, UserName user, Terms wanted, Optional<String> hash, Optional<Long> seen);
}
