package dev.berth.jdbc;

import dev.berth.config.DatabaseConfig;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;

/// One server for all test classes; it ends with the JVM. Its databases and roles are made by the very SQL that
/// `postgresql.md` tells operators to run.
final class PostgresServer {

    private static final Path MANUAL = Path.of("..", "deploy", "docs", "postgresql.md");
    private static final Pattern BLOCK = Pattern.compile("```sql\n(.*?)```", Pattern.DOTALL);
    private static final AtomicInteger DATABASES = new AtomicInteger();
    private static final EmbeddedPostgres SERVER = start();

    /// The blocks of the manual: roles and database, rights in it, and the parting of roles.
    private static final List<String> BLOCKS = blocks();

    private PostgresServer() {}

    private static EmbeddedPostgres start() {
        try {
            return EmbeddedPostgres.builder().start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> blocks() {
        try {
            return BLOCK.matcher(Files.readString(MANUAL))
                    .results()
                    .map(block -> block.group(1))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// A new and empty database with the two roles of the manual.
    static synchronized DatabaseConfig newDatabase() {
        int number = DATABASES.incrementAndGet();
        String name = "berth" + number;
        Arrays.stream(BLOCKS.getFirst().split(";\n", -1))
                .filter(statement -> number == 1 ? !statement.isBlank() : statement.contains("create database"))
                .forEach(statement -> run(statement.replace("create database berth", "create database " + name)));
        runIn(name, BLOCKS.get(1));
        return config(name, "berth", "choose-another", "berth_owner", "choose-one");
    }

    /// A new and empty database of one role.
    static DatabaseConfig newDatabaseOfOneRole() {
        String name = newDatabase().url().orElseThrow().replaceFirst(".*/", "");
        run("alter database " + name + " owner to berth");
        return config(name, "berth", "choose-another", "", "");
    }

    /// Parts the roles of such a one.
    static DatabaseConfig part(DatabaseConfig config) {
        String name = config.url().orElseThrow().replaceFirst(".*/", "");
        runIn(name, BLOCKS.get(1));
        runIn(name, BLOCKS.get(2));
        return config(name, "berth", "choose-another", "", "");
    }

    static DatabaseConfig config(String name, String user, String password, String owner, String ownerPassword) {
        return new DatabaseConfig(
                Optional.of("jdbc:postgresql://localhost:" + SERVER.getPort() + "/" + name),
                user,
                password,
                owner,
                ownerPassword,
                6);
    }

    /// Does it as a superuser.
    static void run(String sql) {
        runIn("postgres", sql);
    }

    /// Does it as a superuser in a database.
    static void runIn(String database, String sql) {
        try (Connection connection = SERVER.getDatabase("postgres", database).getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }
}
