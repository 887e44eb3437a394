package dev.berth.jdbc;

import static dev.berth.storage.Awaiting.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.NodeUnderTest;
import dev.berth.WatchedLoops;
import dev.berth.config.DatabaseConfig;
import dev.berth.config.LoginConfig;
import dev.berth.config.NodeConfig;
import dev.berth.endpoint.DirectoryContract;
import dev.berth.tenant.TenantId;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/// A database of its own for each test class, emptied before each test. Afterwards no event loop may have been
/// blocked.
final class DatabaseFixture implements BeforeAllCallback, BeforeEachCallback, AfterAllCallback {

    /// Cheap, so that the tests are about logins and not about time.
    static final LoginConfig LOGIN = new LoginConfig(2, 64, 100, Duration.ofMinutes(5), 1024, 1, 1, 8, false);

    private static final List<String> EMPTY = List.of(
            "delete from quota_lease",
            "delete from quota_node",
            "delete from quota_usage",
            "delete from ban",
            "update ban_revision set latest = 0",
            "delete from certificate",
            "delete from tenant_tls",
            "delete from credential",
            "delete from account",
            "delete from api_token",
            "delete from administrator",
            "delete from idempotency_key",
            "delete from job",
            "delete from signing_key",
            "delete from external_rule",
            "delete from passive_range",
            "delete from tenant_endpoint",
            "delete from listener",
            "delete from tenant",
            "delete from plan",
            "delete from endpoint",
            "delete from change_log");

    private final boolean postgres;
    private boolean fromZero;
    private Path data;
    private Vertx vertx;
    private WatchedLoops loops;
    private DatabaseConfig config;
    private Database database;

    private DatabaseFixture(boolean postgres) {
        this.postgres = postgres;
    }

    static DatabaseFixture h2() {
        return new DatabaseFixture(false);
    }

    static DatabaseFixture postgres() {
        return new DatabaseFixture(true);
    }

    /// The revisions of each test begin again. What the process remembers of them does not, so this is for tests that
    /// do not log in.
    DatabaseFixture countingFromZero() {
        fromZero = true;
        return this;
    }

    /// A new and empty database on the server, with the roles of the documentation.
    static DatabaseConfig newPostgres() {
        return PostgresServer.newDatabase();
    }

    static DatabaseConfig embedded() {
        return new DatabaseConfig(Optional.empty(), "berth", "", 6);
    }

    static NodeConfig node(Path data) {
        return new NodeConfig("test", data, List.of("127.0.0.1"), Duration.ofSeconds(5), 0, List.of());
    }

    @Override
    public void beforeAll(ExtensionContext context) throws IOException {
        data = Files.createTempDirectory("berth-database");
        loops = new WatchedLoops();
        vertx = Vertx.vertx(NodeUnderTest.watched(new VertxOptions()));
        config = postgres ? newPostgres() : embedded();
        database = await(Database.open(vertx, node(data), config));
        loops.begin();
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        EMPTY.forEach(this::run);
        if (fromZero) {
            run("update revision set latest = 0");
        }
    }

    @Override
    public void afterAll(ExtensionContext context) {
        await(database.close());
        await(vertx.close());
        remove(data.toFile());
        loops.close();
        assertThat(loops.warnings()).isEmpty();
    }

    static void remove(File file) {
        File[] below = file.listFiles();
        if (below != null) {
            List.of(below).forEach(DatabaseFixture::remove);
        }
        assertThat(file.delete() || !file.exists()).isTrue();
    }

    /// A tenant on a port of its own.
    TenantId tenant(String slug) {
        int place = slug.chars().sum() % 300;
        int first = 20_000 + 100 * place;
        return await(new JdbcDirectory(database)
                        .createTenant(DirectoryContract.dedicated(slug, 2_000 + place, first + "-" + (first + 99))))
                .value()
                .tenant()
                .id();
    }

    /// Does what no contract offers yet.
    void run(String sql) {
        await(database.statements().rows(Scope.ALL, sql));
    }

    /// How it was opened.
    DatabaseConfig config() {
        return config;
    }

    Vertx vertx() {
        return vertx;
    }

    Database database() {
        return database;
    }
}
