package dev.berth.jdbc;

import dev.berth.account.Access;
import dev.berth.account.AnonymousAccess;
import dev.berth.account.Mount;
import dev.berth.account.Permission;
import dev.berth.jdbc.Change.Kind;
import dev.berth.jdbc.Change.Operation;
import dev.berth.tenant.DirectoryRefused;
import dev.berth.tenant.DirectoryRefused.Reason;
import dev.berth.tenant.TenantId;
import io.vertx.core.Future;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The [AnonymousAccess] in the database: an account without a password.
public final class JdbcAnonymousAccess implements AnonymousAccess {

    private static final Set<Permission> LOOK = EnumSet.of(Permission.LIST, Permission.READ);
    private static final Set<Permission> STORE = EnumSet.of(Permission.WRITE);
    private static final Set<Permission> BOTH = EnumSet.of(Permission.LIST, Permission.READ, Permission.WRITE);

    private static final String SELECT = """
            select a.id, a.home, m.path
              from anonymous_access g
              join account a on a.tenant_id = g.tenant_id and a.id = g.account_id
              left join folder f on f.tenant_id = a.tenant_id and f.name = ?
              left join folder_mount m
                     on m.tenant_id = a.tenant_id and m.account_id = a.id and m.folder_id = f.id
             where g.tenant_id = ?
            """;

    private final Transactions transactions;

    public JdbcAnonymousAccess(Database database) {
        this.transactions = database.transactions();
    }

    private record Row(long account, Terms terms) {}

    @Override
    public void require(Terms terms, Map<String, String> folders, List<Mount> mounts) {
        JdbcAccounts.requireHome(terms.home());
        JdbcFolders.requireOutside(terms.home(), mounts);
        if (terms.uploads().isPresent()) {
            String directory = folders.getOrDefault(UPLOADS, AnonymousRows.DIRECTORY);
            JdbcFolders.requireBelow("uploads", terms.uploads().get());
            AnonymousRows.requireApart(terms.home(), directory);
            AnonymousRows.requireApart(directory, mounts);
            JdbcFolders.requireFree(mounts, UPLOADS, terms.uploads().get());
        }
    }

    @Override
    public Future<Terms> of(TenantId tenant) {
        return transactions.read(
                Scope.of(tenant), work -> existing(work, tenant).terms());
    }

    @Override
    public Future<Terms> allow(TenantId tenant, Terms terms) {
        return transactions.change(Scope.of(tenant), change -> {
            Work work = change.work();
            JdbcAccounts.requireHome(terms.home());
            if (terms.uploads().isPresent()) {
                JdbcFolders.requireBelow("uploads", terms.uploads().get());
                AnonymousRows.requireApart(work, tenant, terms.home());
            }
            Optional<Row> before = row(work, tenant);
            long account = before.isPresent() ? before.get().account() : insert(work, tenant);
            work.run(
                    "update account set home = ?, permissions = ?, path_access = ? where tenant_id = ? and id = ?",
                    terms.home(),
                    Permissions.write(terms.uploads().isPresent() ? BOTH : LOOK),
                    AccessText.write(access(terms)),
                    tenant.value(),
                    account);
            work.run(
                    "delete from folder_mount where tenant_id = ? and account_id = ? and folder_id in"
                            + " (select id from folder where tenant_id = ? and name = ?)",
                    tenant.value(),
                    account,
                    tenant.value(),
                    UPLOADS);
            List<Mount> others = JdbcFolders.mounts(work, tenant, account);
            JdbcFolders.requireOutside(terms.home(), others);
            if (terms.uploads().isPresent()) {
                AnonymousRows.requireApart(work, tenant, others);
                JdbcFolders.requireFree(others, UPLOADS, terms.uploads().get());
                mount(work, tenant, account, terms.uploads().get());
            }
            change.note(Kind.ACCOUNT, account, before.isPresent() ? Operation.UPDATE : Operation.CREATE, tenant);
            return terms;
        });
    }

    @Override
    public Future<Terms> end(TenantId tenant) {
        return transactions.change(Scope.of(tenant), change -> {
            Row row = existing(change.work(), tenant);
            change.work().run("delete from account where tenant_id = ? and id = ?", tenant.value(), row.account());
            change.note(Kind.ACCOUNT, row.account(), Operation.DELETE, tenant);
            return row.terms();
        });
    }

    /// What is stored can be neither listed nor read nor replaced; the rest is for looking only.
    private static Access access(Terms terms) {
        return terms.uploads()
                .map(path -> new Access(
                        List.of(new Access.Rule("/", LOOK), new Access.Rule(path, STORE)), List.of(), List.of()))
                .orElse(Access.WHOLE);
    }

    private static long insert(Work work, TenantId tenant) throws SQLException {
        if (!work.any("select id from tenant where id = ?", tenant.value())) {
            throw JdbcDirectory.noTenant(tenant.toString());
        }
        if (work.any("select id from account where tenant_id = ? and name = ?", tenant.value(), USER.value())) {
            throw new DirectoryRefused(
                    Reason.CONFLICT, "user", USER.value(), "is an account with a password; remove it first");
        }
        long account = work.insert(
                "insert into account (tenant_id, name, home, permissions, own_password) values (?, ?, '/', '', false)",
                tenant.value(),
                USER.value());
        work.run("insert into anonymous_access (tenant_id, account_id) values (?, ?)", tenant.value(), account);
        return account;
    }

    private static void mount(Work work, TenantId tenant, long account, String path) throws SQLException {
        if (AnonymousRows.directory(work, tenant).isEmpty()) {
            work.run(
                    "insert into folder (tenant_id, name, directory) values (?, ?, ?)",
                    tenant.value(),
                    UPLOADS,
                    AnonymousRows.DIRECTORY);
        }
        work.run(
                "insert into folder_mount (tenant_id, account_id, folder_id, path, permissions)"
                        + " select tenant_id, ?, id, ?, ? from folder where tenant_id = ? and name = ?",
                account,
                path,
                Permissions.write(STORE),
                tenant.value(),
                UPLOADS);
    }

    private static Optional<Row> row(Work work, TenantId tenant) throws SQLException {
        return work.first(SELECT, JdbcAnonymousAccess::row, UPLOADS, tenant.value());
    }

    private static Row row(ResultSet row) throws SQLException {
        return new Row(row.getLong("id"), new Terms(row.getString("home"), Optional.ofNullable(row.getString("path"))));
    }

    private static Row existing(Work work, TenantId tenant) throws SQLException {
        return row(work, tenant)
                .orElseThrow(() -> new DirectoryRefused(
                        Reason.NOT_FOUND, "tenant", tenant.toString(), "lets nobody in without a password"));
    }
}
