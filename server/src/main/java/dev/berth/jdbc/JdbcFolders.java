package dev.berth.jdbc;

import dev.berth.account.Folders;
import dev.berth.account.Mount;
import dev.berth.account.Permission;
import dev.berth.account.UserName;
import dev.berth.jdbc.Change.Kind;
import dev.berth.jdbc.Change.Operation;
import dev.berth.tenant.DirectoryRefused;
import dev.berth.tenant.DirectoryRefused.Reason;
import dev.berth.tenant.TenantId;
import io.vertx.core.Future;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// The [Folders] in the database.
public final class JdbcFolders implements Folders {

    private static final int MOST = 1_000;
    private static final int MOST_OF_AN_ACCOUNT = 20;
    private static final Pattern NAME = Pattern.compile("(?!\\s*$)[^/\\p{Cc}]{1,100}");

    private static final String COLUMNS = """
            select f.id, f.name, f.directory,
                   (select count(*) from folder_mount m where m.tenant_id = f.tenant_id and m.folder_id = f.id) as accounts
              from folder f
             where f.tenant_id = ?
            """;

    private static final String MOUNTS = """
            select a.name as account_name, f.name, f.directory, m.path, m.permissions as mount_permissions
              from folder_mount m
              join folder f on f.tenant_id = m.tenant_id and f.id = m.folder_id
              join account a on a.tenant_id = m.tenant_id and a.id = m.account_id
             where m.tenant_id = ?
             order by m.path
            """;

    private final Transactions transactions;

    public JdbcFolders(Database database) {
        this.transactions = database.transactions();
    }

    private record Row(long id, Folder folder) {}

    @Override
    public void require(String name, String directory) {
        requireName(name);
        requireBelow("directory", directory);
    }

    @Override
    public void require(String home, List<Mount> others, Mount mount) {
        requireBelow("path", mount.path());
        requireFree(others, mount.folder(), mount.path());
        requireNotAround(home, mount);
    }

    @Override
    public Future<List<Folder>> of(TenantId tenant) {
        return transactions.read(
                Scope.of(tenant),
                work -> all(work, tenant).stream()
                        .map(Row::folder)
                        .sorted(Comparator.comparing(Folder::name))
                        .toList());
    }

    @Override
    public Future<Folder> create(TenantId tenant, String name, String directory) {
        return transactions.change(Scope.of(tenant), change -> {
            if (!change.work().any("select id from tenant where id = ?", tenant.value())) {
                throw JdbcDirectory.noTenant(tenant.toString());
            }
            require(name, directory);
            List<Row> all = all(change.work(), tenant);
            if (all.stream().anyMatch(row -> row.folder().name().equals(name))) {
                throw refused(Reason.ALREADY_EXISTS, "name", name, "is the name of another folder of this tenant");
            }
            if (all.size() >= MOST) {
                throw refused(Reason.CONFLICT, "name", name, "is one too many: a tenant has at most " + MOST);
            }
            change.work()
                    .run(
                            "insert into folder (tenant_id, name, directory) values (?, ?, ?)",
                            tenant.value(),
                            name,
                            directory);
            change.note(Kind.TENANT, tenant.value(), Operation.UPDATE, tenant);
            return new Folder(name, directory, 0);
        });
    }

    @Override
    public Future<Folder> remove(TenantId tenant, String name) {
        return transactions.change(Scope.of(tenant), change -> {
            Row row = existing(change.work(), tenant, name);
            AnonymousRows.requireUnused(change.work(), tenant, name, row.id());
            change.work().run("delete from folder where tenant_id = ? and id = ?", tenant.value(), row.id());
            change.note(Kind.TENANT, tenant.value(), Operation.UPDATE, tenant);
            return row.folder();
        });
    }

    @Override
    public Future<List<Mount>> mounts(TenantId tenant, UserName user) {
        return transactions.read(
                Scope.of(tenant),
                work -> mounts(work, tenant, JdbcAppPasswords.account(work, tenant, user)).stream()
                        .sorted(Comparator.comparing(Mount::path))
                        .toList());
    }

    @Override
    public Future<Map<UserName, List<Mount>>> mounts(TenantId tenant) {
        return transactions.read(
                Scope.of(tenant),
                work -> work
                        .all(
                                MOUNTS,
                                row -> Map.entry(new UserName(row.getString("account_name")), mount(row)),
                                tenant.value())
                        .stream()
                        .collect(Collectors.groupingBy(
                                Map.Entry::getKey, Collectors.mapping(Map.Entry::getValue, Collectors.toList()))));
    }

    @Override
    public Future<Mount> mount(
            TenantId tenant, UserName user, String folder, String path, Set<Permission> permissions) {
        return transactions.change(Scope.of(tenant), change -> {
            Work work = change.work();
            long account = JdbcAppPasswords.account(work, tenant, user);
            Row row = existing(work, tenant, folder);
            requireBelow("path", path);
            requireFree(mounts(work, tenant, account), folder, path);
            var mount = new Mount(folder, row.folder().directory(), path, permissions);
            AnonymousRows.requireMountable(work, tenant, account, mount);
            requireNotAround(home(work, tenant, account), mount);
            remove(work, tenant, account, row.id());
            work.run(
                    "insert into folder_mount (tenant_id, account_id, folder_id, path, permissions) values (?, ?, ?, ?, ?)",
                    tenant.value(),
                    account,
                    row.id(),
                    path,
                    Permissions.write(permissions));
            change.note(Kind.ACCOUNT, account, Operation.UPDATE, tenant);
            return mount;
        });
    }

    @Override
    public Future<Mount> unmount(TenantId tenant, UserName user, String folder) {
        return transactions.change(Scope.of(tenant), change -> {
            long account = JdbcAppPasswords.account(change.work(), tenant, user);
            Row row = existing(change.work(), tenant, folder);
            AnonymousRows.requireOther(change.work(), tenant, account, folder);
            Mount mount = mounts(change.work(), tenant, account).stream()
                    .filter(had -> had.folder().equals(folder))
                    .findFirst()
                    .orElseThrow(
                            () -> refused(Reason.NOT_FOUND, "folder", folder, "is not a folder that this account has"));
            remove(change.work(), tenant, account, row.id());
            change.note(Kind.ACCOUNT, account, Operation.UPDATE, tenant);
            return mount;
        });
    }

    private static void remove(Work work, TenantId tenant, long account, long folder) throws SQLException {
        work.run(
                "delete from folder_mount where tenant_id = ? and account_id = ? and folder_id = ?",
                tenant.value(),
                account,
                folder);
    }

    private static List<Row> all(Work work, TenantId tenant) throws SQLException {
        return work.all(COLUMNS, JdbcFolders::row, tenant.value());
    }

    private static Row existing(Work work, TenantId tenant, String name) throws SQLException {
        return work.first(COLUMNS + " and f.name = ?", JdbcFolders::row, tenant.value(), name)
                .orElseThrow(() -> refused(Reason.NOT_FOUND, "folder", name, "is not a folder of this tenant"));
    }

    private static Row row(ResultSet row) throws SQLException {
        return new Row(
                row.getLong("id"),
                new Folder(row.getString("name"), row.getString("directory"), row.getInt("accounts")));
    }

    static List<Mount> mounts(Work work, TenantId tenant, long account) throws SQLException {
        return work.all(MountRows.SELECT, JdbcFolders::mount, tenant.value(), account);
    }

    private static Mount mount(ResultSet row) throws SQLException {
        return new Mount(
                row.getString("name"),
                row.getString("directory"),
                row.getString("path"),
                Permissions.read(row.getString("mount_permissions")));
    }

    private static void requireName(String name) {
        if (!NAME.matcher(name).matches()
                || !StandardCharsets.UTF_8.newEncoder().canEncode(name)) {
            throw refused(
                    Reason.INVALID,
                    "name",
                    name,
                    "is 1 to 100 characters, not all of them blank, and none of them a slash or a control character");
        }
    }

    static void requireBelow(String field, String path) {
        JdbcAccounts.requirePath(field, path);
        if (path.equals("/")) {
            throw refused(Reason.INVALID, field, path, "is a directory of its own, such as /shared");
        }
    }

    static void requireFree(List<Mount> mounts, String folder, String path) {
        List<Mount> others =
                mounts.stream().filter(mount -> !mount.folder().equals(folder)).toList();
        if (others.size() >= MOST_OF_AN_ACCOUNT) {
            throw refused(
                    Reason.CONFLICT, "folder", folder, "is one too many: an account has at most " + MOST_OF_AN_ACCOUNT);
        }
        for (Mount other : others) {
            if ((other.path() + "/").startsWith(path + "/") || (path + "/").startsWith(other.path() + "/")) {
                throw refused(Reason.CONFLICT, "path", path, "is in folder " + other.folder() + ", or that is in it");
            }
        }
    }

    private static String home(Work work, TenantId tenant, long account) throws SQLException {
        return work.first(
                        "select home from account where tenant_id = ? and id = ?",
                        row -> row.getString("home"),
                        tenant.value(),
                        account)
                .orElseThrow();
    }

    private static void requireNotAround(String home, Mount mount) {
        if (isAround(mount, home)) {
            throw refused(
                    Reason.CONFLICT,
                    "folder",
                    mount.folder(),
                    "is " + mount.directory() + ", which contains the account's home " + home
                            + " and would be a way round its quota");
        }
    }

    /// Refuses a home that lies in a folder of its account, which is charged to nobody but the tenant.
    static void requireOutside(String home, List<Mount> mounts) {
        for (Mount mount : mounts) {
            if (isAround(mount, home)) {
                throw refused(
                        Reason.INVALID,
                        "home",
                        home,
                        "is not in " + mount.directory() + ", since the account has that as folder " + mount.folder()
                                + ", which would be a way round its quota");
            }
        }
    }

    private static boolean isAround(Mount mount, String home) {
        return home.startsWith(mount.directory() + "/");
    }

    private static DirectoryRefused refused(Reason reason, String field, String value, String rule) {
        return new DirectoryRefused(reason, field, value, rule);
    }
}
