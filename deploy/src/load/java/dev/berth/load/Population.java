package dev.berth.load;

import java.sql.SQLException;

/// Very many tenants and accounts, put straight into the database, as the server's own creation leaves them:
/// each is like one that was made through the admin API.
///
/// @param tenants how many there shall be
/// @param each how many accounts each of them has
record Population(int tenants, int each) {

    /// The tenant that was made through the API, with the account [#PATTERN_USER].
    static final String PATTERN = "pattern";

    static final String PATTERN_USER = "pattern";

    /// The endpoint that all tenants share.
    static final String ENDPOINT = "all";

    /// A tenant's name.
    static String slug(int tenant) {
        return "tenant-" + tenant;
    }

    /// The whole login of an account.
    static String login(int tenant, int account) {
        return "user" + account + "@" + slug(tenant);
    }

    /// Makes them.
    ///
    /// @param hash of the password of the accounts with an even number
    /// @param cheap of that of the others
    void make(OwnPostgres database, String hash, String cheap) throws SQLException {
        String first = "(select max(id) from tenant)";
        database.run(
                "create temporary table base as select " + first
                        + " as tenant, (select max(id) from account) as account, latest as rev from revision",
                """
                insert into tenant (id, slug, name, storage_root)
                select b.tenant + n, 'tenant-' || n, 'Tenant ' || n, 'tenant-' || n
                  from base b, generate_series(1, %d) n
                """.formatted(tenants),
                """
                insert into tenant_endpoint (tenant_id, endpoint_id)
                select t.id, e.endpoint_id
                  from base b
                  join tenant t on t.id > b.tenant
                  join tenant_endpoint e on e.tenant_id = b.tenant
                """,
                """
                insert into account (id, tenant_id, name, home, permissions, path_access, login_rules)
                select b.account + (n - 1) * %1$d + m, b.tenant + n, 'user' || m, '/user' || m,
                       p.permissions, p.path_access, p.login_rules
                  from base b
                  join account p on p.id = b.account, generate_series(1, %2$d) n, generate_series(1, %1$d) m
                """.formatted(each, tenants),
                """
                insert into credential (tenant_id, account_id, kind, hash)
                select a.tenant_id, a.id, 'PASSWORD', case when a.name ~ '[02468]$' then '%s' else '%s' end
                  from base b
                  join account a on a.id > b.account
                """.formatted(hash, cheap),
                """
                insert into quota_usage (tenant_id, account_id, used_octets, used_files)
                select id, 0, 1000000, 100 from tenant, base where id > tenant
                 union all
                select tenant_id, id, 10000, 1 from account, base where id > account
                """,
                """
                insert into change_log (rev, kind, object_id, operation, tenant_id, of_quota)
                select b.rev + t.id - b.tenant, 'TENANT', t.id, 'CREATE', t.id, false
                  from base b
                  join tenant t on t.id > b.tenant
                 union all
                select b.rev + a.tenant_id - b.tenant, 'ACCOUNT', a.id, 'CREATE', a.tenant_id
                  from base b
                  join account a on a.id > b.account
                """,
                "update revision set latest = latest + %d".formatted(tenants),
                "select setval(pg_get_serial_sequence('tenant', 'id'), " + first + ")",
                "select setval(pg_get_serial_sequence('account', 'id'), (select max(id) from account))",
                "vacuum analyze");
    }
}
