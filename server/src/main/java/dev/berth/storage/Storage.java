package dev.berth.storage;

import dev.berth.tenant.FileOwner;
import io.vertx.core.Future;

/// Where tenants' files are kept.
public interface Storage {

    /// Opens one account's view; its home is made when it is missing.
    ///
    /// @param tenantRoot [dev.berth.tenant.Tenant#storageRoot]
    /// @param home [dev.berth.account.Account#home], UTF-8 text, `/` between names
    /// @param owner whom what is made belongs to, the home included
    /// @return the view, to be closed at the end of the session; fails with [StorageException]
    Future<Files> open(String tenantRoot, String home, FileOwner owner);

    /// Opens a view in which what is made belongs to whom the system chooses.
    default Future<Files> open(String tenantRoot, String home) {
        return open(tenantRoot, home, FileOwner.NONE);
    }

    /// Whether what is made can belong to another user than the one that runs this node.
    boolean givesFilesAway();

    /// Ends everything: views, pool, handles.
    Future<Void> close();
}
