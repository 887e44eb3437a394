package dev.berth.jdbc;

import static dev.berth.storage.Awaiting.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import dev.berth.account.NewAccount;
import dev.berth.account.Permission;
import dev.berth.account.Secret;
import dev.berth.account.UserName;
import dev.berth.config.DatabaseConfig;
import dev.berth.tenant.TenantId;
import io.vertx.core.Future;
import io.vertx.core.WorkerExecutor;
import io.vertx.jdbcclient.JDBCPool;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Row-level security: what statements without a condition of their own see, change and add of other tenants.
class PostgresWallsTest {

    @RegisterExtension
    static final DatabaseFixture FIXTURE = DatabaseFixture.postgres();

    private static final List<String> OWNED = List.of(
            "tenant", "account", "credential", "app_password", "quota_usage", "audit_record", "ban", "change_log");

    private TenantId acme;
    private TenantId other;

    @BeforeEach
    void two_tenants() {
        FIXTURE.run("delete from audit_record");
        acme = tenant("acme");
        other = tenant("other");
    }

    private static TenantId tenant(String slug) {
        TenantId id = FIXTURE.tenant(slug);
        Passwords passwords = new Passwords(FIXTURE.vertx(), DatabaseFixture.LOGIN);
        long account = await(new JdbcAccounts(FIXTURE.database(), passwords)
                        .create(
                                id,
                                new NewAccount(
                                        new UserName("bob"), new Secret("correct horse"), "/", Permission.USUAL)))
                .id()
                .value();
        await(passwords.close());
        FIXTURE.run("insert into quota_usage (tenant_id, account_id) values (" + id + ", " + account + ")");
        FIXTURE.run("insert into ban (tenant_id, network, by_hand, made_by, reason, times, made_at, rev) values (" + id
                + ", '192.0.2.0/24', true, '', '', 1, current_timestamp, 1)");
        FIXTURE.run("insert into audit_record values (" + id + ", 1, current_timestamp, 'a', " + id
                + ", '', '', '', 0, 'RETR', '[]', 0, 'DONE', 226, '')");
        FIXTURE.run("insert into app_password (tenant_id, account_id, label, secret_hash, path, permissions, networks)"
                + " values (" + id + ", " + account + ", 'a', '" + slug + "', '/', '', '')");
        return id;
    }

    @Test
    void a_statement_of_a_tenant_sees_no_other() {
        for (String table : OWNED) {
            String column = table.equals("tenant") ? "id" : "tenant_id";
            assertThat(owners(Scope.of(acme), table, column))
                    .as(table)
                    .isNotEmpty()
                    .containsOnly(acme.value());
            assertThat(owners(Scope.ALL, table, column)).as(table).contains(acme.value(), other.value());
        }
    }

    @Test
    void a_single_statement_of_a_tenant_sees_no_other() {
        var rows = await(FIXTURE.database().statements().rows(Scope.of(acme), "select tenant_id from account"));
        assertThat(rows).extracting(row -> row.getLong(0)).containsExactly(acme.value());
        assertThat(await(FIXTURE.database()
                        .statements()
                        .rows(Scope.of(acme), "select id from account where tenant_id = ?", other.value())))
                .isEmpty();
    }

    /// The only connection of a pool is used again, by code that forgets to say for whom.
    @Test
    void what_was_done_for_a_scope_leaves_none_behind() throws SQLException {
        String query = "select id from account";
        try (HikariDataSource source = onlyConnection()) {
            Pool pool = JDBCPool.pool(FIXTURE.vertx(), source, new PoolOptions().setMaxSize(1));
            assertThat(await(new Statements(pool, true, "here").rows(Scope.ALL, query)))
                    .hasSize(2);
            assertThat(await(new Statements(pool, false, "here").rows(Scope.ALL, query)))
                    .isEmpty();
            await(pool.close());
        }
        try (HikariDataSource source = onlyConnection()) {
            WorkerExecutor workers = FIXTURE.vertx().createSharedWorkerExecutor("walls", 1);
            DatabaseUrl url = DatabaseUrl.parse(FIXTURE.config().url().orElseThrow());
            var transactions = new Transactions(
                    source,
                    workers,
                    url,
                    FIXTURE.database().revisions(),
                    FIXTURE.database().clock());
            boolean seen = await(transactions.write(Scope.ALL, work -> work.any(query)));
            assertThat(seen).isTrue();
            try (Connection connection = source.getConnection()) {
                assertThat(new Work(connection, Instant.now()).any(query)).isFalse();
            }
            await(workers.close());
        }
    }

    private static HikariDataSource onlyConnection() {
        var source = new HikariDataSource();
        source.setJdbcUrl(FIXTURE.config().url().orElseThrow());
        source.setUsername(FIXTURE.config().user());
        source.setPassword(FIXTURE.config().password());
        source.setMaximumPoolSize(1);
        return source;
    }

    @Test
    void no_statement_of_a_tenant_changes_or_removes_what_is_anothers() {
        for (String table : OWNED) {
            String column = table.equals("tenant") ? "id" : "tenant_id";
            int mine = owners(Scope.of(acme), table, column).size();
            assertThat(write("update " + table + " set " + column + " = " + column))
                    .as(table)
                    .isEqualTo(mine);
            assertThat(write("delete from " + table + " where " + column + " <> " + acme))
                    .as(table)
                    .isZero();
        }
        assertThat(owners(Scope.ALL, "account", "tenant_id")).contains(other.value());
    }

    @Test
    void no_statement_of_a_tenant_gives_rows_to_another() {
        assertThatThrownBy(() -> write("insert into account (tenant_id, name, home, permissions) values (" + other
                        + ", 'eve', '/', '')"))
                .hasMessageContaining("row-level security");
        assertThatThrownBy(() -> write("update account set tenant_id = " + other))
                .hasMessageContaining("row-level security");
    }

    @Test
    void a_tenant_sees_nothing_of_endpoints_keys_and_nodes() {
        FIXTURE.run("insert into idempotency_key (caller, name, request) values ('token 1', 'a', 'b')");
        for (String table : List.of("listener", "idempotency_key")) {
            String query = "select 1 from " + table;
            boolean mine = await(FIXTURE.database().transactions().read(Scope.of(acme), work -> work.any(query)));
            boolean anybodys = await(FIXTURE.database().transactions().read(Scope.ALL, work -> work.any(query)));
            assertThat(mine).as(table).isFalse();
            assertThat(anybodys).as(table).isTrue();
        }
    }

    /// A new table that belongs to tenants has the column, and is walled by the end of the migrations.
    @Test
    void every_table_of_tenants_is_walled() {
        String unwalled = """
                select c.relname
                  from pg_class c
                 where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
                   and not (c.relrowsecurity and c.relforcerowsecurity
                            and exists (select 1 from pg_policy p where p.polrelid = c.oid))
                 order by 1
                """;
        List<String> tables = await(FIXTURE.database()
                .transactions()
                .read(Scope.ALL, work -> work.all(unwalled, row -> row.getString(1))));
        assertThat(tables)
                .as("tables without row-level security; one with rows of tenants needs the column tenant_id")
                .containsExactly("ban_revision", "flyway_schema_history", "plan", "plan_version", "revision");
    }

    @Test
    void the_role_of_the_server_owns_nothing_and_cannot_lift_the_wall() {
        for (String sql : List.of(
                "alter table account no force row level security",
                "drop table account",
                "create table mine (id bigint)",
                "set session authorization berth_owner")) {
            assertThatThrownBy(() -> write(sql)).as(sql).isInstanceOf(SQLException.class);
        }
    }

    @Test
    void the_owner_of_the_tables_is_held_by_the_wall() throws SQLException {
        DatabaseConfig config = PostgresServer.newDatabaseOfOneRole();
        await(open(config).compose(Database::close));
        assertThat(count(config, "select count(*) from revision")).isEqualTo(1);
        PostgresServer.runIn(
                config.url().orElseThrow().replaceFirst(".*/", ""),
                "insert into tenant (slug, name, storage_root) values ('acme', '', 'acme')");
        assertThat(count(config, "select count(*) from tenant")).isZero();
        assertThat(count(config, "set berth.scope = 'all'; select count(*) from tenant"))
                .isEqualTo(1);
    }

    @Test
    void the_roles_of_a_database_are_parted_and_a_node_starts_without_the_owner() {
        DatabaseConfig config = PostgresServer.newDatabaseOfOneRole();
        await(open(config).compose(Database::close));
        DatabaseConfig parted = PostgresServer.part(config);
        Database database = await(open(parted));
        assertThat(await(new JdbcDirectory(database).endpoints())).isEmpty();
        long revision = await(database.transactions().change(Scope.ALL, change -> change.revision()));
        assertThat(revision).isPositive();
        await(database.close());
        assertThatThrownBy(() -> count(parted, "create table mine (id bigint)")).isInstanceOf(SQLException.class);
    }

    private static Future<Database> open(DatabaseConfig config) {
        return Database.open(FIXTURE.vertx(), DatabaseFixture.node(Path.of("unused")), config);
    }

    private static long count(DatabaseConfig config, String sql) throws SQLException {
        try (Connection connection =
                        DriverManager.getConnection(config.url().orElseThrow(), config.user(), config.password());
                var statement = connection.createStatement()) {
            boolean rows = statement.execute(sql) || statement.getMoreResults();
            assertThat(rows).isTrue();
            statement.getResultSet().next();
            return statement.getResultSet().getLong(1);
        }
    }

    private static List<Long> owners(Scope scope, String table, String column) {
        return await(FIXTURE.database()
                .transactions()
                .read(
                        scope,
                        work -> work.all(
                                "select " + column + " from " + table + " where " + column + " is not null",
                                row -> row.getLong(1))));
    }

    private int write(String sql) {
        return await(FIXTURE.database().transactions().write(Scope.of(acme), work -> work.run(sql)));
    }
}
