package dev.berth.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.zaxxer.hikari.HikariDataSource;
import dev.berth.config.DatabaseConfig;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationVersion;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.postgresql.ds.PGSimpleDataSource;

/// From each earlier version to the newest: what was in the tables is in them afterwards.
class MigrationsTest {

    /// A row of each table, for the version that has made the table and all later ones.
    private static final Map<Integer, List<String>> ROWS = MigratedRows.byVersion();

    /// Versions whose rows are others since a later one.
    private static final Map<Integer, Integer> REPLACED = Map.of(37, 50);

    private static final List<String> VERSIONS = versions();

    @TempDir
    Path directory;

    static List<String> versions() {
        var h2 = new JdbcDataSource();
        h2.setURL("jdbc:h2:mem:versions");
        return Arrays.stream(Flyway.configure()
                        .dataSource(h2)
                        .locations("classpath:db/migration")
                        .load()
                        .info()
                        .all())
                .map(migration -> migration.getVersion().getVersion())
                .toList();
    }

    @ParameterizedTest
    @MethodSource("versions")
    void on_h2_the_rows_survive_from_version(String version) throws SQLException {
        DatabaseUrl url = DatabaseUrl.embedded(directory.resolve("v" + version));
        var source = new JdbcDataSource();
        source.setURL(url.jdbc());
        source.setUser("berth");
        survive(source, url, DatabaseFixture.embedded(), version);
    }

    /// The walls are up from the first version on, so that each later one has to change rows behind them.
    @ParameterizedTest
    @MethodSource("versions")
    void on_postgresql_the_rows_survive_from_version(String version) throws SQLException {
        DatabaseConfig config = DatabaseFixture.newPostgres();
        DatabaseUrl url = DatabaseUrl.parse(config.url().orElseThrow());
        var source = new PGSimpleDataSource();
        source.setUrl(url.jdbc());
        source.setUser(config.owner());
        source.setPassword(config.ownerPassword());
        survive(source, url, config, version);
    }

    /// Connections come and go; those that have made the tables go, too.
    @Test
    void on_h2_the_tables_outlive_the_connection_that_has_made_them() throws SQLException {
        try (HikariDataSource source =
                Database.source(DatabaseUrl.embedded(directory.resolve("new")), DatabaseFixture.embedded())) {
            List<Connection> older = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                older.add(source.getConnection());
            }
            try (Connection young = source.getConnection()) {
                for (Connection connection : older) {
                    connection.close();
                }
                source.getHikariPoolMXBean().softEvictConnections();
                fill(young, 1);
            }
        }
    }

    /// What is not checked again when nothing is left to run must not be let through for it.
    @Test
    void tables_that_another_script_has_made_are_refused() throws SQLException {
        DatabaseUrl url = DatabaseUrl.embedded(directory.resolve("edited"));
        try (HikariDataSource source = Database.source(url, DatabaseFixture.embedded());
                Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("update \"flyway_schema_history\" set \"checksum\" = 1 where \"version\" = '1'");
        }

        assertThatThrownBy(() -> {
                    HikariDataSource source = Database.source(url, DatabaseFixture.embedded());
                    source.close();
                })
                .isInstanceOf(DatabaseUnavailable.class);
    }

    private static void survive(DataSource source, DatabaseUrl url, DatabaseConfig config, String version)
            throws SQLException {
        var _ = migrate(source, url, config, MigrationVersion.fromVersion(version));
        Map<String, Map<String, Object>> before;
        try (Connection connection = entered(source, url)) {
            fill(connection, Integer.parseInt(version));
            before = content(connection);
            connection.commit();
        }
        assertThat(before).containsKeys("tenant", "account", "credential");

        MigrationInfo newest = migrate(source, url, config, MigrationVersion.LATEST);

        assertThat(newest.getVersion().getVersion()).isEqualTo(VERSIONS.getLast());
        try (Connection connection = entered(source, url)) {
            Map<String, Map<String, Object>> after = content(connection);
            before.forEach((table, row) -> assertThat(after.get(table))
                    .as(table)
                    .containsAllEntriesOf(expected(table, row, Integer.parseInt(version))));
            connection.rollback();
        }
    }

    private static Connection entered(DataSource source, DatabaseUrl url) throws SQLException {
        Connection connection = source.getConnection();
        connection.setAutoCommit(false);
        if (url.vendor() == DatabaseUrl.Vendor.POSTGRESQL) {
            Scope.ALL.enter(connection);
        }
        return connection;
    }

    /// What a later version changes on purpose.
    private static Map<String, Object> expected(String table, Map<String, Object> row, int version) {
        if (table.equals("account") && version < 34) {
            row.put("permissions", "LIST,READ,HASH");
        }
        return row;
    }

    private static MigrationInfo migrate(
            DataSource source, DatabaseUrl url, DatabaseConfig config, MigrationVersion target) {
        Flyway flyway = Migrations.configure(source, url, config).target(target).load();
        flyway.migrate();
        return flyway.info().current();
    }

    private static void fill(Connection connection, int version) throws SQLException {
        Work work = new Work(connection, Instant.now());
        for (Map.Entry<Integer, List<String>> made : ROWS.entrySet()) {
            if (made.getKey() <= version && version < REPLACED.getOrDefault(made.getKey(), Integer.MAX_VALUE)) {
                for (String sql : made.getValue()) {
                    work.run(sql);
                }
            }
        }
    }

    /// The row of each table that has one. Keys of requests that may come again are remembered for a day; they may be
    /// forgotten.
    private static Map<String, Map<String, Object>> content(Connection connection) throws SQLException {
        Map<String, Map<String, Object>> content = new LinkedHashMap<>();
        for (String table : tables(connection)) {
            try (PreparedStatement statement = connection.prepareStatement("select * from " + table);
                    ResultSet rows = statement.executeQuery()) {
                if (rows.next()) {
                    content.put(table, row(rows));
                    assertThat(rows.next()).as(table).isFalse();
                }
            }
        }
        return content;
    }

    private static Map<String, Object> row(ResultSet rows) throws SQLException {
        Map<String, Object> row = new LinkedHashMap<>();
        for (int i = 1; i <= rows.getMetaData().getColumnCount(); i++) {
            row.put(rows.getMetaData().getColumnLabel(i), String.valueOf(rows.getString(i)));
        }
        return row;
    }

    private static List<String> tables(Connection open) throws SQLException {
        List<String> tables = new ArrayList<>();
        try (ResultSet found =
                open.getMetaData().getTables(null, "public", "%", new String[] {"TABLE", "BASE TABLE"})) {
            while (found.next()) {
                tables.add(found.getString("TABLE_NAME"));
            }
        }
        tables.removeAll(List.of("flyway_schema_history", "idempotency_key"));
        return tables;
    }
}
