package dev.berth.jdbc;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.metrics.micrometer.MicrometerMetricsTrackerFactory;
import dev.berth.config.DatabaseConfig;
import dev.berth.config.NodeConfig;
import dev.berth.jdbc.DatabaseUrl.Vendor;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.jdbcclient.JDBCPool;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The open database: connections that are pooled, tables that are up to date.
public final class Database {

    private static final Logger LOG = LoggerFactory.getLogger(Database.class);

    /// How many transactions run at once: a change, and a reader beside it. Changes wait for each other in any case,
    /// and should not do so on connections that logins need.
    private static final int TRANSACTIONS = 2;

    /// The audit record has a connection for itself.
    private static final int AUDITS = 1;

    /// Those that are not for single statements.
    private static final int KEPT_APART = TRANSACTIONS + AUDITS;

    private static final String PASSES_WALLS =
            "select rolsuper or rolbypassrls from pg_roles where rolname = current_user";

    private static final int ACQUIRE_MILLIS = 5_000;

    private final Vertx vertx;
    private final HikariDataSource source;
    private final Pool pool;
    private final Statements statements;
    private final WorkerExecutor workers;
    private final Revisions revisions;
    private final Transactions transactions;
    private final WorkerExecutor auditor;
    private final Transactions audits;
    private final InstantSource clock;

    private Database(Vertx vertx, HikariDataSource source, DatabaseUrl url, InstantSource clock) {
        this.clock = clock;
        this.vertx = vertx;
        this.source = source;
        this.pool = JDBCPool.pool(vertx, source, poolOptions(source.getMaximumPoolSize() - KEPT_APART));
        this.statements = new Statements(pool, url.vendor() == Vendor.POSTGRESQL, url.place());
        this.revisions = new Revisions(statements);
        this.workers = vertx.createSharedWorkerExecutor("berth-database", TRANSACTIONS);
        this.transactions = new Transactions(source, workers, url, revisions, clock);
        this.auditor = vertx.createSharedWorkerExecutor("berth-audit", AUDITS);
        this.audits = new Transactions(source, auditor, url, revisions, clock);
    }

    /// Opens `database.url`, or the embedded database `database/berth` under `node.data`, and brings its tables up
    /// to date.
    ///
    /// @return the open database; fails with [DatabaseUnavailable], whose message is fit to be shown
    public static Future<Database> open(Vertx vertx, NodeConfig node, DatabaseConfig config) {
        return open(vertx, node, config, InstantSource.system());
    }

    /// The same with another clock.
    ///
    /// @param clock says when scheduled changes are due
    public static Future<Database> open(Vertx vertx, NodeConfig node, DatabaseConfig config, InstantSource clock) {
        return config.url().isPresent()
                ? Future.succeededFuture(config.url().get())
                        .map(DatabaseUrl::parse)
                        .compose(url -> connect(vertx, url, config, clock))
                : EmbeddedDatabase.prepare(vertx, node.data())
                        .compose(file -> connect(vertx, file, embedded(config), clock));
    }

    private static DatabaseConfig embedded(DatabaseConfig config) {
        return new DatabaseConfig(config.url(), EmbeddedDatabase.USER, "", config.poolSize());
    }

    /// Single statements. Transactions of several belong to [#transactions].
    Statements statements() {
        return statements;
    }

    /// How many of [#statements] run at once.
    int width() {
        return source.getMaximumPoolSize() - KEPT_APART;
    }

    /// What must be one transaction.
    Transactions transactions() {
        return transactions;
    }

    /// Transactions of the audit record, one at a time; nothing else waits for them.
    Transactions audits() {
        return audits;
    }

    /// What time it is, for what is scheduled.
    InstantSource clock() {
        return clock;
    }

    /// What is known of changes.
    Revisions revisions() {
        return revisions;
    }

    /// Shows how the pool of connections goes: `hikaricp.connections` and its siblings.
    public void measure(MeterRegistry registry) {
        source.setMetricsTrackerFactory(new MicrometerMetricsTrackerFactory(registry));
    }

    /// Waits for the statements that run, then closes; the file of an embedded database is free when this has
    /// succeeded.
    public Future<Void> close() {
        return pool.close()
                .eventually(() -> vertx.executeBlocking(
                        () -> {
                            source.close();
                            return null;
                        },
                        false))
                .eventually(workers::close)
                .eventually(auditor::close);
    }

    private static Future<Database> connect(Vertx vertx, DatabaseUrl url, DatabaseConfig config, InstantSource clock) {
        return vertx.executeBlocking(() -> source(url, config), false)
                .map(Objects::requireNonNull)
                .map(source -> new Database(vertx, source, url, clock));
    }

    /// In H2, a constraint that was made by a connection fails once that is closed, until the database is opened anew.
    static HikariDataSource source(DatabaseUrl url, DatabaseConfig config) {
        HikariDataSource source = null;
        try {
            source = new HikariDataSource(hikari(url, config));
            Schema schema = schema(source, url, config);
            if (schema.changed() && url.vendor() == Vendor.H2) {
                source.close();
                source = new HikariDataSource(hikari(url, config));
            }
            LOG.atInfo()
                    .addKeyValue("database", url.place())
                    .addKeyValue("schema", schema.version())
                    .log("the database is open");
            if (url.vendor() == Vendor.POSTGRESQL && passesWalls(source)) {
                LOG.atWarn()
                        .addKeyValue("user", config.user())
                        .log("row-level security does not hold this user of the database; use a role that is"
                                + " neither superuser nor has BYPASSRLS");
            }
            return source;
        } catch (RuntimeException failure) {
            if (source != null) {
                source.close();
            }
            throw DatabaseFaults.explain(url, config.user(), failure);
        }
    }

    /// In H2 the tables are the node's own, and it may read what has been done to them; in PostgreSQL their owner's.
    private static Schema schema(DataSource source, DatabaseUrl url, DatabaseConfig config) {
        return Optional.of(url)
                .filter(place -> place.vendor() == Vendor.H2)
                .flatMap(_ -> FreshTables.history())
                .filter(fresh -> fresh.isOf(source))
                .map(fresh -> new Schema(fresh.version(), false))
                .orElseGet(() -> Migrations.run(source, url, config));
    }

    private static boolean passesWalls(DataSource source) {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(PASSES_WALLS)) {
            return rows.next() && rows.getBoolean(1);
        } catch (SQLException e) {
            throw new DatabaseUnavailable("the rights of the database's user cannot be read", e);
        }
    }

    private static HikariConfig hikari(DatabaseUrl url, DatabaseConfig config) {
        HikariConfig hikari = new HikariConfig();
        hikari.setPoolName("berth");
        hikari.setJdbcUrl(url.jdbc());
        hikari.setUsername(config.user());
        hikari.setPassword(config.password());
        hikari.setMaximumPoolSize(Math.max(config.poolSize(), KEPT_APART + 1));
        hikari.setMinimumIdle(1); // never none: H2 closes its file with the last connection
        hikari.setConnectionTimeout(ACQUIRE_MILLIS);
        hikari.setInitializationFailTimeout(1);
        url.parameters().forEach(hikari::addDataSourceProperty);
        return hikari;
    }

    /// Vert.x keeps connections of its own above HikariCP's, and cannot tell a dead one: it would be handed out for
    /// ever. So a connection goes back within a second of idleness to HikariCP, which tests it before it gives it
    /// out again. That is what lets a node recover from a restart of the database server.
    private static PoolOptions poolOptions(int size) {
        return new PoolOptions()
                .setMaxSize(size)
                .setIdleTimeout(1)
                .setIdleTimeoutUnit(TimeUnit.MILLISECONDS)
                .setPoolCleanerPeriod(1_000)
                .setConnectionTimeout(2 * ACQUIRE_MILLIS)
                .setConnectionTimeoutUnit(TimeUnit.MILLISECONDS);
    }
}
