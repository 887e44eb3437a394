package dev.berth.jdbc;

import dev.berth.account.AnonymousAccess;
import dev.berth.account.Mount;
import dev.berth.account.UserName;
import dev.berth.tenant.DirectoryRefused;
import dev.berth.tenant.DirectoryRefused.Reason;
import dev.berth.tenant.TenantId;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/// What the account of anonymous access may not be given. Throws [DirectoryRefused].
final class AnonymousRows {

    /// Where the folder lies that is made if the tenant has none of that name.
    static final String DIRECTORY = "/" + AnonymousAccess.UPLOADS;

    private AnonymousRows() {}

    /// Whether anybody gets this account.
    static boolean isGuest(Work work, TenantId tenant, long account) throws SQLException {
        return work.any(
                "select account_id from anonymous_access where tenant_id = ? and account_id = ?",
                tenant.value(),
                account);
    }

    /// Refuses a secret for the account that is given to anybody without one.
    static void requireSecretive(Work work, TenantId tenant, long account, UserName user) throws SQLException {
        if (isGuest(work, tenant, account)) {
            throw new DirectoryRefused(
                    Reason.CONFLICT, "user", user.value(), "is let in with any password: see anonymous access");
        }
    }

    /// Refuses a folder for that account that would make the terms of anonymous access untrue.
    static void requireMountable(Work work, TenantId tenant, long account, Mount mount) throws SQLException {
        requireOther(work, tenant, account, mount.folder());
        if (isStoring(work, tenant, account)) {
            requireApart(work, tenant, List.of(mount));
        }
    }

    /// Refuses another home for that account that would make the terms of anonymous access untrue.
    static void requireHome(Work work, TenantId tenant, long account, String home) throws SQLException {
        if (isStoring(work, tenant, account)) {
            requireApart(work, tenant, home);
        }
    }

    private static boolean isStoring(Work work, TenantId tenant, long account) throws SQLException {
        return isGuest(work, tenant, account)
                && JdbcFolders.mounts(work, tenant, account).stream()
                        .anyMatch(mount -> mount.folder().equals(AnonymousAccess.UPLOADS));
    }

    /// Refuses to take or give the folder of anonymous access otherwise than with it.
    static void requireOther(Work work, TenantId tenant, long account, String folder) throws SQLException {
        if (folder.equals(AnonymousAccess.UPLOADS) && isGuest(work, tenant, account)) {
            throw ownFolder();
        }
    }

    /// Refuses to remove the folder that anybody stores in.
    static void requireUnused(Work work, TenantId tenant, String folder, long id) throws SQLException {
        if (folder.equals(AnonymousAccess.UPLOADS)
                && work.any(
                        "select m.account_id from folder_mount m join anonymous_access g"
                                + " on g.tenant_id = m.tenant_id and g.account_id = m.account_id"
                                + " where m.tenant_id = ? and m.folder_id = ?",
                        tenant.value(),
                        id)) {
            throw ownFolder();
        }
    }

    /// Refuses a home that shows what is stored, or takes it in.
    static void requireApart(Work work, TenantId tenant, String home) throws SQLException {
        requireApart(home, directory(work, tenant).orElse(DIRECTORY));
    }

    static void requireApart(String home, String directory) {
        if (overlap(home, directory)) {
            throw new DirectoryRefused(
                    Reason.INVALID,
                    "home",
                    home,
                    "neither contains nor is in " + directory + ", where the uploads lie, which nobody is to read");
        }
    }

    /// Refuses another folder of theirs that shows what is stored, or takes it in.
    static void requireApart(Work work, TenantId tenant, List<Mount> mounts) throws SQLException {
        requireApart(directory(work, tenant).orElse(DIRECTORY), mounts);
    }

    static void requireApart(String directory, List<Mount> mounts) {
        for (Mount mount : mounts) {
            if (!mount.folder().equals(AnonymousAccess.UPLOADS) && overlap(mount.directory(), directory)) {
                throw new DirectoryRefused(
                        Reason.CONFLICT,
                        "folder",
                        mount.folder(),
                        "contains or is in " + directory + ", where anonymous uploads lie, which nobody is to read");
            }
        }
    }

    /// Where the tenant's folder for uploads lies; empty if it has none.
    static Optional<String> directory(Work work, TenantId tenant) throws SQLException {
        return work.first(
                "select directory from folder where tenant_id = ? and name = ?",
                row -> row.getString(1),
                tenant.value(),
                AnonymousAccess.UPLOADS);
    }

    /// Whether one of two directories contains the other, or is it.
    static boolean overlap(String one, String other) {
        return one.equals("/") || (other + "/").startsWith(one + "/") || (one + "/").startsWith(other + "/");
    }

    private static DirectoryRefused ownFolder() {
        return new DirectoryRefused(
                Reason.CONFLICT, "folder", AnonymousAccess.UPLOADS, "is that of anonymous access: use anonymous set");
    }
}
