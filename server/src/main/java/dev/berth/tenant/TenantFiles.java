package dev.berth.tenant;

import io.vertx.core.Future;

/// The files of tenants that are gone.
public interface TenantFiles {

    /// Begins to remove a tenant's files, and the directory itself. Links are removed, not followed. Once more for one
    /// that was removed in part, or wholly, does the rest.
    ///
    /// @param storageRoot [Tenant#storageRoot]
    Removal remove(String storageRoot);

    /// One that goes on.
    interface Removal {

        /// Completes when nothing is left; fails when it cannot go on, or was called off.
        Future<Void> ended();

        /// How many files and directories were removed so far.
        long done();

        /// It is not wanted any more; what is not removed yet stays.
        void cancel();
    }

    /// The removal of a tenant's files as the directory keeps it.
    ///
    /// @param job the id of the job that does it
    /// @param node where that runs
    record Ordered(String job, String node) {}
}
