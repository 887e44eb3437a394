package dev.berth.jdbc;

import dev.berth.tenant.DirectoryRefused;
import dev.berth.tenant.DirectoryRefused.Reason;
import java.sql.SQLException;
import java.util.Optional;

/// Keeps the storage roots of tenants apart: none is, or lies within, another's.
final class StorageRoots {

    private StorageRoots() {}

    /// Refuses a root that shares files with another tenant's; to be asked under the lock of the directory.
    ///
    /// @param root as [dev.berth.tenant.StorageRoot#checked] gave it
    static void requireApart(Work work, String root) throws SQLException {
        Optional<String> clash = work.first(
                """
                select slug, storage_root
                  from (select slug, storage_root from tenant
                         union all
                        select tenant, files from job where files is not null and state = 'RUNNING') taken
                 where storage_root = ?
                    or substring(storage_root from 1 for char_length(?) + 1) = ? || '/'
                    or substring(? from 1 for char_length(storage_root) + 1) = storage_root || '/'
                """,
                row -> row.getString("storage_root") + " of tenant " + row.getString("slug"),
                root,
                root,
                root,
                root);
        if (clash.isPresent()) {
            throw new DirectoryRefused(
                    Reason.CONFLICT,
                    "storageRoot",
                    root,
                    "shares files with " + clash.get() + "; tenants have separate directories");
        }
    }
}
