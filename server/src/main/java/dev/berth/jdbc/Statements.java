package dev.berth.jdbc;

import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.function.Function;

/// Single statements, each a transaction within a scope. All of them are, since a transaction of the JDBC client in
/// 5.0.10 leaves its connection without auto-commit (vertx-jdbc-client issue 356), which hurts nobody who commits.
///
/// The scope is no part of the statement's text: of two statements in one text the driver may send a `Sync` between,
/// and then they are two transactions.
final class Statements {

    /// What the pool says when no connection becomes free.
    private static final String OUT_OF_TIME = "Timeout";

    private final Pool pool;
    private final boolean walled;
    private final String place;

    /// @param walled whether the database has row-level security
    /// @param place what messages call the database
    Statements(Pool pool, boolean walled, String place) {
        this.pool = pool;
        this.walled = walled;
        this.place = place;
    }

    /// The rows of a statement, or how many it has touched.
    Future<RowSet<Row>> rows(Scope scope, String sql, Object... values) {
        return within(scope, client -> client.preparedQuery(sql).execute(Tuple.tuple(List.of(values))));
    }

    /// What is asked of a client, all of it within the scope; fails with [DatabaseUnavailable] when no connection
    /// becomes free in time.
    <T> Future<T> within(Scope scope, Function<SqlClient, Future<T>> work) {
        return pool.withTransaction(connection -> walled
                        ? connection
                                .preparedQuery(Scope.ENTER)
                                .execute(Tuple.of(scope.text()))
                                .compose(_ -> work.apply(connection))
                        : work.apply(connection))
                .recover(failure -> Future.failedFuture(explained(failure)));
    }

    /// The pool has one word for it.
    private Throwable explained(Throwable failure) {
        return OUT_OF_TIME.equals(failure.getMessage())
                ? new DatabaseUnavailable(
                        place + " has given no connection in time: all of database.poolSize wait for its answers",
                        failure)
                : failure;
    }
}
