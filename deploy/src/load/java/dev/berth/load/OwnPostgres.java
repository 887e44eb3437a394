package dev.berth.load;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/// A PostgreSQL of a measurement's own, from the binaries that the tests have, with a database for the server as
/// `postgresql.md` describes it. As root it runs as another user, which `unshare` pretends.
final class OwnPostgres implements AutoCloseable {

    private static final String PASSWORD = "of-no-use-elsewhere";

    /// Whole tables are read again and again where they have a page or two.
    private static final long LARGE = 5_000;

    private final EmbeddedPostgres server;

    private OwnPostgres(EmbeddedPostgres server) {
        this.server = server;
    }

    /// A statement and how long it took.
    record Slow(String statement, long calls, double meanMillis, double longestMillis) {}

    /// Starts one with as much memory as a small installation has.
    static OwnPostgres start() throws IOException, SQLException {
        var own = new OwnPostgres(EmbeddedPostgres.builder()
                .setServerConfig("shared_buffers", "512MB")
                .setServerConfig("max_wal_size", "4GB")
                .setServerConfig("shared_preload_libraries", "pg_stat_statements")
                .start());
        own.runIn(
                "postgres",
                "create role berth_owner login nosuperuser nobypassrls password '" + PASSWORD + "'",
                "create role berth login nosuperuser nobypassrls password '" + PASSWORD + "'",
                "create database berth owner berth_owner");
        own.run(
                "create extension pg_stat_statements",
                "grant create on schema public to berth_owner",
                "grant usage on schema public to berth",
                "alter default privileges for role berth_owner in schema public"
                        + " grant select, insert, update, delete on tables to berth",
                "alter default privileges for role berth_owner in schema public grant usage on sequences to berth");
        return own;
    }

    /// What a server has to be told.
    List<String> settings(Path directory) throws IOException {
        Path password = Files.writeString(directory.resolve("database-password"), PASSWORD + "\n");
        return List.of(
                "database.url=jdbc:postgresql://localhost:" + server.getPort() + "/berth",
                "database.user=berth",
                "database.passwordFile=" + password,
                "database.owner=berth_owner",
                "database.ownerPasswordFile=" + password);
    }

    /// Does it as a superuser, each statement by itself.
    void run(String... statements) throws SQLException {
        runIn("berth", statements);
    }

    private void runIn(String database, String... statements) throws SQLException {
        try (Connection connection = connect(database);
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    /// Forgets what was counted so far.
    void forget() throws SQLException {
        run("select pg_stat_reset()", "select pg_stat_statements_reset()");
    }

    /// The large tables of which whole scans were made since [#forget], each with how many rows these have read.
    List<String> scanned() throws SQLException {
        try (Connection connection = connect("berth");
                Statement statement = connection.createStatement()) {
            statement.execute("select pg_stat_force_next_flush()");
            ResultSet rows = statement.executeQuery("""
                    select s.relname, s.seq_scan, s.seq_tup_read
                      from pg_stat_user_tables s
                      join pg_class c on c.oid = s.relid
                     where c.reltuples >= %d and s.seq_scan > 0
                     order by s.seq_tup_read desc
                    """.formatted(LARGE));
            List<String> found = new ArrayList<>();
            while (rows.next()) {
                found.add(rows.getString(1) + " " + rows.getLong(2) + " times");
            }
            return found;
        }
    }

    /// The statements that took longest in all since [#forget].
    List<Slow> slowest() throws SQLException {
        try (Connection connection = connect("berth");
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("""
                        select regexp_replace(query, '\\s+', ' ', 'g'), calls, mean_exec_time, max_exec_time
                          from pg_stat_statements s
                          join pg_roles r on r.oid = s.userid
                         where r.rolname in ('berth', 'berth_owner')
                         order by total_exec_time desc
                         limit 12
                        """)) {
            List<Slow> found = new ArrayList<>();
            while (rows.next()) {
                found.add(new Slow(rows.getString(1), rows.getLong(2), rows.getDouble(3), rows.getDouble(4)));
            }
            return found;
        }
    }

    private Connection connect(String database) throws SQLException {
        return DriverManager.getConnection(server.getJdbcUrl("postgres", database));
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
