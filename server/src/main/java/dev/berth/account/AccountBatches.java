package dev.berth.account;

import dev.berth.account.AccountAlterations.Terms;
import dev.berth.account.KeptJobs.Progress;
import dev.berth.tenant.TenantId;
import io.vertx.core.Future;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// Many accounts of one tenant at once. Fails with `dev.berth.tenant.DirectoryRefused` if there is no such tenant.
public interface AccountBatches {

    /// An account to be made.
    ///
    /// @param hash of its password, as another server has kept it, or as [#hash] made it; empty for none, so that
    ///     nobody can log in until it has one
    /// @param usual whether it gets the limits and the quota that its tenant gives to new accounts
    record Ready(UserName user, Optional<String> hash, Terms terms, boolean usual) {}

    /// What became of one of them.
    ///
    /// @param why it was refused; empty if it was made
    record Row(UserName user, Optional<String> why) {}

    /// Which accounts of a batch are made.
    enum Made {
        /// All of them, or none if one is refused.
        ALL_OR_NONE,
        /// Each that is not refused.
        EACH,
        /// None: what would become of them is all that is asked.
        NONE
    }

    /// Makes them in one transaction.
    ///
    /// @param note how far the job is that makes them, by what became of each; kept in the same transaction
    /// @return what became of each, in the order given
    Future<List<Row>> create(
            TenantId tenant, List<Ready> accounts, Made made, Function<List<Row>, Optional<Progress>> note);

    /// The hashes of the passwords of a tenant's accounts, by user name.
    Future<Map<String, String>> hashes(TenantId tenant);

    /// Hashes a password, which takes its time, as far as logins leave room.
    Future<String> hash(Secret password);

    /// Whether a hash is of a form that logins can verify.
    boolean isSound(String hash);

    /// How many passwords are hashed at once.
    int width();
}
