package dev.berth.packaged;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.stream.Stream;

/// A PostgreSQL of one test class, which can hang, end and come back at the same port with the same data.
final class TestPostgres implements AutoCloseable {

    private static final String PASSWORD = "of-no-use-elsewhere";

    private final Path directory;
    private final int port = FreePorts.block(1);
    private EmbeddedPostgres server;

    private TestPostgres(Path directory) throws IOException {
        this.directory = directory;
        this.server = begin();
    }

    /// @param directory where its data and the password of its role are kept
    static TestPostgres start(Path directory) throws IOException, SQLException {
        var postgres = new TestPostgres(directory);
        try (Connection connection = postgres.connect("postgres");
                Statement statement = connection.createStatement()) {
            statement.execute("create role berth login nosuperuser nobypassrls password '" + PASSWORD + "'");
            statement.execute("create database berth owner berth");
        }
        return postgres;
    }

    private EmbeddedPostgres begin() throws IOException {
        return EmbeddedPostgres.builder()
                .setPort(port)
                .setDataDirectory(data())
                .setCleanDataDirectory(false)
                .start();
    }

    /// What a packaged server has to be told.
    String[] settings() throws IOException {
        Path password = Files.writeString(directory.resolve("database-password"), PASSWORD + "\n");
        return Stream.of(
                        "database.url=jdbc:postgresql://127.0.0.1:" + port + "/berth?socketTimeout=8",
                        "database.user=berth",
                        "database.passwordFile=" + password)
                .flatMap(setting -> Stream.of("--set", setting))
                .toArray(String[]::new);
    }

    /// All its processes stand still; connections stay open.
    void freeze() throws IOException {
        signal("STOP");
    }

    /// They go on.
    void thaw() throws IOException {
        signal("CONT");
    }

    private void signal(String name) throws IOException {
        ProcessHandle first = ProcessHandle.of(Long.parseLong(Files.readAllLines(data().resolve("postmaster.pid"))
                        .getFirst()
                        .strip()))
                .orElseThrow();
        // First the one that makes others; of these some may have ended since they were listed.
        Programs.run(directory, List.of("kill", "-" + name, Long.toString(first.pid())))
                .orFail();
        for (ProcessHandle each : first.descendants().toList()) {
            var _ = Programs.run(directory, List.of("kill", "-" + name, Long.toString(each.pid())));
        }
    }

    /// It ends, and with it all connections.
    void stop() throws IOException {
        server.close();
    }

    /// It is there again.
    void startAgain() throws IOException {
        server = begin();
    }

    /// Octets, files and volume of an account as they are written down.
    String books(String user) {
        return first("""
                select u.used_octets || ' ' || u.used_files || ' ' || u.used_volume
                  from quota_usage u join account a on a.tenant_id = u.tenant_id and a.id = u.account_id
                 where a.name = '%s'
                """.formatted(user));
    }

    /// Whether nodes have reserved something of a quota.
    boolean hasReserved() {
        return !first("select 1 from quota_usage where reserved_octets > 0").isEmpty();
    }

    private String first(String query) {
        try (Connection connection = connect("berth");
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            return row.next() ? row.getString(1) : "";
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private Path data() {
        return directory.resolve("postgres");
    }

    private Connection connect(String database) throws SQLException {
        return DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:" + port + "/" + database + "?user=postgres&options=-c%20berth.scope=all");
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
