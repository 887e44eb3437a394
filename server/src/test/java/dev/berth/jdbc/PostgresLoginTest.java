package dev.berth.jdbc;

import static dev.berth.storage.Awaiting.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.NodeUnderTest;
import dev.berth.account.Account;
import dev.berth.account.AccountsContract;
import dev.berth.account.LoginRefused;
import dev.berth.account.Secret;
import dev.berth.account.UserName;
import dev.berth.config.DatabaseConfig;
import dev.berth.endpoint.DirectoryContract;
import dev.berth.quota.Amount;
import dev.berth.quota.Owner;
import dev.berth.quota.QuotaLedger;
import dev.berth.tenant.TenantId;
import io.vertx.core.Future;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
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

    @Test
    void while_the_database_is_away_who_was_there_goes_on_and_nothing_is_counted_twice_afterwards() {
        DatabaseConfig config = DatabaseFixture.newPostgres();
        String url = config.url().orElseThrow();
        String name = url.substring(url.lastIndexOf('/') + 1);
        Database database = await(Database.open(FIXTURE.vertx(), DatabaseFixture.node(Path.of("unused")), config));
        QuotaLedger ledger = await(JdbcQuotaLedger.open(FIXTURE.vertx(), database, "one"));
        var authenticator =
                new JdbcAuthenticator(FIXTURE.vertx(), database, passwords, DatabaseFixture.LOGIN, Optional.empty());
        TenantId north = await(new JdbcDirectory(database)
                        .createTenant(DirectoryContract.dedicated("north", 2121, "21210-21219")))
                .value()
                .tenant()
                .id();
        var accounts = new JdbcAccounts(database, passwords);
        await(accounts.create(north, AccountsContract.account("bob", "s3cret")));
        await(accounts.create(north, AccountsContract.account("eve", "s3cret")));
        Account bob = await(authenticator.authenticate(north, new UserName("bob"), new Secret("s3cret")));
        await(ledger.commit(await(ledger.hold(bob, new Amount(100, 1, 0))), new Amount(100, 1, 0)));
        rename(name, name + "_away");
        try {
            assertThat(await(authenticator.authenticate(north, bob.user(), new Secret("s3cret"))))
                    .as("from the cache")
                    .isEqualTo(bob);
            assertThat(authenticator
                            .authenticate(north, new UserName("eve"), new Secret("s3cret"))
                            .toCompletionStage())
                    .failsWithin(Duration.ofSeconds(30))
                    .withThrowableOfType(ExecutionException.class)
                    .withCauseInstanceOf(LoginRefused.class)
                    .satisfies(failure -> assertThat(((LoginRefused) failure.getCause()).reason())
                            .isEqualTo(LoginRefused.Reason.UNAVAILABLE));
            assertThat(authenticator.fate(bob).toCompletionStage()).failsWithin(Duration.ofSeconds(30));
            await(ledger.commit(await(ledger.hold(bob, new Amount(20, 1, 0))), new Amount(20, 1, 0)));
        } finally {
            rename(name + "_away", name);
        }
        NodeUnderTest.await(
                "logins",
                () -> authenticator
                        .authenticate(north, new UserName("eve"), new Secret("s3cret"))
                        .map(true)
                        .otherwise(false)
                        .await());
        await(ledger.close());
        QuotaLedger next = await(JdbcQuotaLedger.open(FIXTURE.vertx(), database, "one"));
        assertThat(await(next.usage(Owner.of(bob))).used().octets()).isEqualTo(120);
        await(next.close());
        await(database.close());
    }

    /// A database without connections, which the pool opens anew all the time.
    private static void rename(String from, String to) {
        NodeUnderTest.await(from + " to be " + to, () -> {
            try {
                PostgresServer.run(
                        "select pg_terminate_backend(pid) from pg_stat_activity where datname = '" + from + "'");
                PostgresServer.run("alter database " + from + " rename to " + to);
                return true;
            } catch (RuntimeException | AssertionError _) {
                return false;
            }
        });
    }
}
