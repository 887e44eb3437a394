package dev.berth.jdbc;

import dev.berth.tenant.DirectoryRefused;
import dev.berth.tenant.DirectoryRefused.Reason;
import java.sql.SQLException;
import java.util.Optional;
import java.util.regex.Pattern;

/// Keeps the storage roots of tenants apart: none is, or lies within, another's.
final class StorageRoots {

    private static final String FIELD = "storageRoot";
    private static final int LONGEST = 1_024;
    private static final Pattern SLASHES = Pattern.compile("/{2,}|(?<=.)/$");
    private static final Pattern STEP = Pattern.compile("(^|/)\\.{1,2}(/|$)");

    private StorageRoots() {}

    /// The form in which a root is stored: single slashes, none at the end.
    ///
    /// @throws DirectoryRefused if it is empty, too long, steps up, or has control characters
    static String checked(String root) {
        String normal = SLASHES.matcher(root).replaceAll(match -> match.end() == root.length() ? "" : "/");
        if (normal.isEmpty()
                || normal.equals("/")
                || normal.length() > LONGEST
                || STEP.matcher(normal).find()
                || normal.chars().anyMatch(Character::isISOControl)) {
            throw new DirectoryRefused(
                    Reason.INVALID,
                    FIELD,
                    root,
                    "is a directory of up to " + LONGEST
                            + " characters, absolute or below the node's storage directory, without . and .. "
                            + "and control characters, and not / itself");
        }
        return normal;
    }

    /// Refuses a root that shares files with another tenant's; to be asked under the lock of the directory.
    ///
    /// @param root as [#checked] gave it
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
                    FIELD,
                    root,
                    "shares files with " + clash.get() + "; tenants have separate directories");
        }
    }
}
