package dev.berth.jdbc;

import dev.berth.jdbc.DatabaseUrl.Vendor;
import io.vertx.core.Future;
import io.vertx.core.WorkerExecutor;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.Objects;
import javax.sql.DataSource;

/// Runs what must be one transaction as one piece, within a scope, on a worker thread.
///
/// Not by `withTransaction` of the JDBC client: in 5.0.10 it leaves the pooled connection without auto-commit, so
/// that later statements are never committed (vertx-jdbc-client issue 356). And a lock that is held across
/// event-loop turns would be held as long as the loop is busy.
final class Transactions {

    /// What a change does once it has the lock.
    @FunctionalInterface
    interface Changing<T> {
        T apply(Change change) throws SQLException;
    }

    /// What reads one state of the database.
    @FunctionalInterface
    interface Reading<T> {
        T apply(Work work) throws SQLException;
    }

    private final DataSource database;
    private final WorkerExecutor workers;
    private final DatabaseUrl place;
    private final Revisions revisions;
    private final InstantSource clock;

    private record Changed<T>(Change change, T value) {}

    /// @param place where the database is, and whose
    /// @param revisions told of each change that is committed
    /// @param clock tells the statements what time it is
    Transactions(
            DataSource database, WorkerExecutor workers, DatabaseUrl place, Revisions revisions, InstantSource clock) {
        this.database = database;
        this.workers = workers;
        this.place = place;
        this.revisions = revisions;
        this.clock = clock;
    }

    /// Changes the directory under its lock. If `changing` throws, nothing was changed and no revision was used up.
    ///
    /// @return what `changing` gave, after the commit; fails with what it threw, or [DatabaseUnavailable] in an
    ///     outage
    <T> Future<T> change(Scope scope, Changing<T> changing) {
        return run(scope, Connection.TRANSACTION_READ_COMMITTED, false, work -> {
                    Change change = Change.begin(work);
                    return new Changed<>(change, changing.apply(change));
                })
                .map(changed -> {
                    Change change = changed.change();
                    revisions.committed(change.revision(), change.tenants(), change.quotas());
                    return changed.value();
                });
    }

    /// Changes what is not of the directory: no lock, no revision.
    <T> Future<T> write(Scope scope, Reading<T> writing) {
        return run(scope, Connection.TRANSACTION_READ_COMMITTED, false, writing);
    }

    /// Reads one state of the database, whatever others commit meanwhile.
    <T> Future<T> read(Scope scope, Reading<T> reading) {
        return run(scope, Connection.TRANSACTION_REPEATABLE_READ, true, reading);
    }

    private <T> Future<T> run(Scope scope, int isolation, boolean readOnly, Reading<T> body) {
        return workers.executeBlocking(() -> inTransaction(scope, isolation, readOnly, body), false)
                .map(Objects::requireNonNull)
                .recover(this::failed);
    }

    /// The failure of a statement, a single one as well; [DatabaseUnavailable] in an outage.
    <T> Future<T> failed(Throwable failure) {
        return Future.failedFuture(
                DatabaseFaults.isOutage(failure)
                        ? new DatabaseUnavailable(place.place() + " does not answer", failure)
                        : failure);
    }

    /// The pool puts isolation, read-only and auto-commit back when the connection is closed.
    private <T> T inTransaction(Scope scope, int isolation, boolean readOnly, Reading<T> body) throws SQLException {
        try (Connection connection = database.getConnection()) {
            connection.setReadOnly(readOnly);
            connection.setTransactionIsolation(isolation);
            connection.setAutoCommit(false);
            try {
                if (place.vendor() == Vendor.POSTGRESQL) {
                    scope.enter(connection);
                }
                T result = body.apply(new Work(connection, clock.instant()));
                connection.commit();
                return result;
            } catch (SQLException | RuntimeException failure) {
                rollBack(connection, failure);
                throw failure;
            }
        }
    }

    private static void rollBack(Connection connection, Exception failure) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            failure.addSuppressed(e);
        }
    }
}
