package dev.berth.account;

import dev.berth.account.KeptJobs.Progress;
import dev.berth.tenant.TenantId;
import io.vertx.core.Future;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/// Many accounts of one tenant at once. Fails with `dev.berth.tenant.DirectoryRefused` if there is no such tenant.
public interface AccountBatches {

    /// An account to be made with the hash of its password.
    ///
    /// @param hash as another server has kept it, or as [#hash] made it
    record Ready(UserName user, String hash, String home, Set<Permission> permissions) {

        public Ready {
            permissions = Set.copyOf(permissions);
        }
    }

    /// What became of one of them.
    ///
    /// @param why it was refused; empty if it was made
    record Row(UserName user, Optional<String> why) {}

    /// Makes them in one transaction.
    ///
    /// @param all whether one that is refused refuses all
    /// @param note how far the job is that makes them, by what became of each; kept in the same transaction
    /// @return what became of each, in the order given; with `all` and one that was refused, none was made
    Future<List<Row>> create(
            TenantId tenant, List<Ready> accounts, boolean all, Function<List<Row>, Optional<Progress>> note);

    /// The hashes of the passwords of a tenant's accounts, by user name.
    Future<Map<String, String>> hashes(TenantId tenant);

    /// Hashes a password, which takes its time, as far as logins leave room.
    Future<String> hash(Secret password);

    /// Whether a hash is of a form that logins can verify.
    boolean isSound(String hash);

    /// How many passwords are hashed at once.
    int width();
}
