package dev.berth.account;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// A further password of an account, for one program, as the directory keeps it: without the secret.
///
/// @param id the key in the directory
/// @param label what people call it
/// @param made when
/// @param used when somebody last logged in with it, but for logins that were right a short while before
public record AppPassword(long id, String label, Bounds bounds, Instant made, Optional<Instant> used) {

    /// What a login with it is bounded to, beside what bounds the account.
    ///
    /// @param path the directory that it is for, from the account's home; what is not in it is not there for it
    /// @param permissions what it may do at most
    /// @param networks where its logins come from, in CIDR form; none for everywhere
    /// @param expires when it ends
    public record Bounds(String path, Set<Permission> permissions, List<String> networks, Optional<Instant> expires) {

        public Bounds {
            permissions = Set.copyOf(permissions);
            networks = List.copyOf(networks);
            expires = expires.map(end -> end.truncatedTo(ChronoUnit.MICROS)); // what a database keeps
        }
    }

    /// One that was just made, with the only sight of its secret.
    public record Issued(AppPassword password, Secret secret) {}
}
