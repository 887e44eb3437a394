package dev.berth.jdbc;

import static dev.berth.storage.Awaiting.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.account.Secret;
import dev.berth.config.DatabaseConfig;
import io.vertx.core.Future;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class PostgresLoginTest implements JdbcLoginContract {

    @RegisterExtension
    static final DatabaseFixture FIXTURE = DatabaseFixture.postgres();

    private final CountingHashes hashes = new CountingHashes();
    private final Passwords passwords = new Passwords(FIXTURE.vertx(), DatabaseFixture.LOGIN, hashes);

    @Override
    public DatabaseFixture fixture() {
        return FIXTURE;
    }

    @Override
    public CountingHashes hashes() {
        return hashes;
    }

    @Override
    public Passwords passwords() {
        return passwords;
    }

    @Test
    void while_the_database_is_away_a_token_is_not_verified() {
        DatabaseConfig config = DatabaseFixture.newPostgres();
        Database database = await(Database.open(FIXTURE.vertx(), DatabaseFixture.node(Path.of("unused")), config));
        JdbcApiTokens tokens = new JdbcApiTokens(database);
        Secret token = await(tokens.createFirst(_ -> Future.succeededFuture())).orElseThrow();
        String url = config.url().orElseThrow();
        PostgresServer.run("drop database " + url.substring(url.lastIndexOf('/') + 1) + " with (force)");
        assertThat(tokens.verify(token).toCompletionStage())
                .failsWithin(Duration.ofSeconds(30))
                .withThrowableOfType(ExecutionException.class)
                .withCauseInstanceOf(DatabaseUnavailable.class);
        await(database.close());
    }
}
