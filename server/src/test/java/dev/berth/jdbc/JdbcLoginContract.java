package dev.berth.jdbc;

import static dev.berth.storage.Awaiting.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.account.AccountBatches;
import dev.berth.account.AccountBatchesContract;
import dev.berth.account.AccountId;
import dev.berth.account.Accounts;
import dev.berth.account.AccountsContract;
import dev.berth.account.Administrators;
import dev.berth.account.AdministratorsContract;
import dev.berth.account.ApiTokens;
import dev.berth.account.ApiTokensContract;
import dev.berth.account.Authenticator;
import dev.berth.account.AuthenticatorContract;
import dev.berth.account.KeptJobs;
import dev.berth.account.OwnPassword;
import dev.berth.account.Repeats;
import dev.berth.account.RepeatsContract;
import dev.berth.account.Secret;
import dev.berth.account.UserName;
import dev.berth.tenant.TenantId;
import io.vertx.core.Future;
import org.junit.jupiter.api.Test;

/// The contracts of logging in, on whichever database the fixture is.
interface JdbcLoginContract
        extends AuthenticatorContract,
                AccountsContract,
                ApiTokensContract,
                AdministratorsContract,
                RepeatsContract,
                AccountBatchesContract,
                JdbcAppPasswordContract,
                JdbcFolderContract,
                JdbcSecondFactorContract,
                JdbcAnonymousContract,
                JdbcOwnPasswordContract,
                JdbcFateContract {

    @Override
    DatabaseFixture fixture();

    CountingHashes hashes();

    Passwords passwords();

    @Override
    default Authenticator authenticator() {
        return new JdbcAuthenticator(
                fixture().vertx(),
                fixture().database(),
                passwords(),
                DatabaseFixture.LOGIN,
                JdbcSecondFactorContract.SEAL);
    }

    @Override
    default Accounts accounts() {
        return new JdbcAccounts(fixture().database(), passwords());
    }

    @Override
    default OwnPassword ownPasswords() {
        return new JdbcOwnPassword(fixture().database(), passwords(), DatabaseFixture.LOGIN);
    }

    @Override
    default ApiTokens tokens() {
        return new JdbcApiTokens(fixture().database());
    }

    @Override
    default Administrators administrators() {
        return new JdbcAdministrators(fixture().database(), passwords());
    }

    @Override
    default Repeats repeats() {
        return new JdbcRepeats(fixture().database());
    }

    @Override
    default AccountBatches batches() {
        return new JdbcAccountBatches(fixture().database(), passwords());
    }

    @Override
    default KeptJobs jobs() {
        return new JdbcKeptJobs(fixture().database());
    }

    @Override
    default TenantId tenant(String slug) {
        return fixture().tenant(slug);
    }

    @Override
    default void block(TenantId tenant) {
        fixture().run("update tenant set status = 'BLOCKED' where id = " + tenant);
    }

    @Override
    default void disable(AccountId account) {
        fixture().run("update account set status = 'DISABLED' where id = " + account);
    }

    @Override
    default void expire(AccountId account) {
        fixture().run("update account set expires_at = timestamp '2020-01-01 00:00:00' where id = " + account);
    }

    @Test
    default void a_login_that_was_right_costs_one_verification_until_something_changes() {
        TenantId north = tenant("north");
        TenantId south = tenant("south");
        await(accounts().create(north, AccountsContract.account("bob", "s3cret")));
        Authenticator authenticator = authenticator();
        assertThat(costs(authenticator, north)).isEqualTo(1);
        assertThat(costs(authenticator, north)).isZero();
        await(accounts().create(south, AccountsContract.account("bob", "s3cret")));
        assertThat(costs(authenticator, north)).as("another tenant changed").isZero();
        await(accounts().create(north, AccountsContract.account("eve", "s3cret")));
        assertThat(costs(authenticator, north)).as("the tenant changed").isEqualTo(1);
        changedElsewhere(north);
        assertThat(costs(authenticator, north)).as("nobody knows yet").isZero();
        await(new JdbcDirectory(fixture().database()).revision());
        changedElsewhere(north);
        await(new JdbcDirectory(fixture().database()).revision());
        assertThat(costs(authenticator, north)).as("another node changed it").isEqualTo(1);
        assertThat(costs(authenticator, north)).isZero();
    }

    private long costs(Authenticator authenticator, TenantId tenant) {
        long before = verifications();
        await(authenticator.authenticate(tenant, new UserName("bob"), new Secret("s3cret")));
        return verifications() - before;
    }

    private void changedElsewhere(TenantId tenant) {
        fixture().run("update revision set latest = latest + 1");
        fixture()
                .run("insert into change_log (rev, kind, object_id, operation, tenant_id) select latest, 'ACCOUNT', 1,"
                        + " 'UPDATE', " + tenant + " from revision");
    }

    @Test
    default void an_old_hash_is_made_anew_at_the_next_login_and_only_then() {
        TenantId north = tenant("north");
        await(accounts().create(north, AccountsContract.account("bob", "other")));
        fixture().run("update credential set hash = '$1$8sFt66rZ$YGoazy/F0/WeagavQ4p260'");
        Authenticator authenticator = authenticator();
        assertThat(authenticator
                        .authenticate(north, new UserName("bob"), new Secret("wrong"))
                        .transform(login -> Future.succeededFuture(login.failed()))
                        .toCompletionStage()
                        .toCompletableFuture()
                        .join())
                .isTrue();
        assertThat(hash()).startsWith("$1$");
        await(authenticator.authenticate(north, new UserName("bob"), new Secret("S3cret grüße")));
        assertThat(hash()).startsWith("$argon2id$v=19$m=1024,t=1,p=1$");
        await(authenticator().authenticate(north, new UserName("bob"), new Secret("S3cret grüße")));
    }

    private String hash() {
        return await(fixture().database().statements().rows(Scope.ALL, "select hash from credential"))
                .iterator()
                .next()
                .getString(0);
    }

    @Override
    default long verifications() {
        return hashes().count();
    }
}
