package dev.berth.jdbc;

import static dev.berth.storage.Awaiting.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.jdbcclient.JDBCPool;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;

/// What a statement says that cannot be run.
class StatementsTest {

    @Test
    void one_that_gets_no_connection_says_of_which_database() {
        Vertx vertx = Vertx.vertx();
        var source = new JdbcDataSource();
        source.setUrl("jdbc:h2:mem:statements");
        Pool pool = JDBCPool.pool(
                vertx,
                source,
                new PoolOptions().setMaxSize(1).setConnectionTimeout(2).setConnectionTimeoutUnit(TimeUnit.SECONDS));
        var statements = new Statements(pool, false, "PostgreSQL at db.example.net:5432");
        Promise<Boolean> work = Promise.promise();
        Future<Boolean> first = statements.within(Scope.ALL, _ -> work.future());
        assertThat(statements.rows(Scope.ALL, "select 1").toCompletionStage())
                .failsWithin(Duration.ofSeconds(10))
                .withThrowableOfType(ExecutionException.class)
                .withCauseInstanceOf(DatabaseUnavailable.class)
                .withMessageContaining("PostgreSQL at db.example.net:5432 has given no connection in time");
        work.complete(true);
        await(first);
        await(pool.close());
        await(vertx.close());
    }
}
