package dev.berth.storage;

import io.vertx.core.Future;

/// Where tenants' files are kept.
public interface Storage {

    /// Opens one account's view; its home is made when it is missing.
    ///
    /// @param tenantRoot [dev.berth.tenant.Tenant#storageRoot]
    /// @param home [dev.berth.account.Account#home], UTF-8 text, `/` between names
    /// @return the view, to be closed at the end of the session; fails with [StorageException]
    Future<Files> open(String tenantRoot, String home);

    /// Ends everything: views, pool, handles.
    Future<Void> close();
}
