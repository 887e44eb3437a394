package dev.berth.view;

import dev.berth.account.Account;
import dev.berth.account.Mount;
import dev.berth.quota.Owner;
import dev.berth.quota.QuotaLedger;
import dev.berth.storage.Files;
import dev.berth.storage.Storage;
import dev.berth.tenant.FileOwner;
import dev.berth.tenant.Limit;
import io.vertx.core.Future;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/// Opens what accounts see.
///
/// @param storage where files are kept
/// @param quotas whom they are charged to
public record Views(Storage storage, QuotaLedger quotas) {

    /// Opens the view of an account that has just logged in: its home, charged to it, with the folders that it has,
    /// charged to its tenant alone, within its rules. A folder that lies in the home is charged as the home
    /// is, for it must be no way round the account's quota.
    ///
    /// @param limits what holds for the account at the moment of asking
    /// @return fails with [dev.berth.storage.StorageException] when the home cannot be opened
    public Future<Files> open(Account account, ToLongFunction<Limit> limits) {
        String root = account.tenant().storageRoot();
        FileOwner owner = account.tenant().fileOwner();
        Owner own = Owner.of(account);
        Owner pool = Owner.of(account.tenant().id());
        Function<Mount, Future<Files>> folders = mount -> storage.open(root, mount.directory(), owner)
                .map(files -> new MeteredFiles(
                        files, quotas, isWithin(mount.directory(), account.home()) ? own : pool, limits));
        return storage.open(root, account.home(), owner)
                .map(files -> new MeteredFiles(files, quotas, own, limits))
                .map(home -> new GuardedFiles(new MountedFiles(home, folders, account), account));
    }

    private static boolean isWithin(String directory, String home) {
        return home.equals("/") || (directory + "/").startsWith(home + "/");
    }
}
