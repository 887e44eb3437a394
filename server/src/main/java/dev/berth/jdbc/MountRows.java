package dev.berth.jdbc;

import dev.berth.account.Account;
import dev.berth.account.Mount;
import dev.berth.tenant.TenantId;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.util.List;
import java.util.stream.StreamSupport;

/// The folders of accounts, as logins read them.
record MountRows(Statements statements) {

    static final String SELECT = """
            select f.name, f.directory, m.path, m.permissions as mount_permissions
              from folder_mount m
              join folder f on f.tenant_id = m.tenant_id and f.id = m.folder_id
             where m.tenant_id = ? and m.account_id = ?
             order by m.path
            """;

    /// An account with its folders.
    Future<Account> given(Account account) {
        TenantId tenant = account.tenant().id();
        return statements
                .rows(Scope.of(tenant), SELECT, tenant.value(), account.id().value())
                .map(rows -> given(
                        account,
                        StreamSupport.stream(rows.spliterator(), false)
                                .map(MountRows::mount)
                                .toList()));
    }

    /// An account with these folders.
    static Account given(Account account, List<Mount> mounts) {
        return mounts.isEmpty() ? account : account.having(mounts);
    }

    /// Reads the columns of [#SELECT].
    static Mount mount(Row row) {
        return new Mount(
                row.getString("name"),
                row.getString("directory"),
                row.getString("path"),
                Permissions.read(row.getString("mount_permissions")));
    }
}
