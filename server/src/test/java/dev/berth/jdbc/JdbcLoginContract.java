package dev.berth.jdbc;

import static dev.berth.storage.Awaiting.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.berth.account.Access;
import dev.berth.account.Account;
import dev.berth.account.AccountAlterations;
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
import dev.berth.account.Fate;
import dev.berth.account.KeptJobs;
import dev.berth.account.LoginRefused;
import dev.berth.account.LoginRules;
import dev.berth.account.OwnPassword;
import dev.berth.account.PasswordRefused;
import dev.berth.account.Permission;
import dev.berth.account.Repeats;
import dev.berth.account.RepeatsContract;
import dev.berth.account.Secret;
import dev.berth.account.UserName;
import dev.berth.endpoint.Berth;
import dev.berth.endpoint.DirectoryContract;
import dev.berth.tenant.Slug;
import dev.berth.tenant.StatusCourse;
import dev.berth.tenant.TenantId;
import dev.berth.tenant.TenantStatus;
import io.vertx.core.Future;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;
import java.util.Set;
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
                JdbcAnonymousContract {

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
    default void where_an_account_may_do_what_is_known_at_its_login_and_to_its_sessions() {
        TenantId north = tenant("north");
        Account bob = await(accounts().create(north, AccountsContract.account("bob", "s3cret")));
        Authenticator authenticator = authenticator();
        assertThat(await(authenticator.authenticate(north, bob.user(), new Secret("s3cret")))
                        .access())
                .isEqualTo(Access.WHOLE);
        var access = new Access(
                List.of(
                        new Access.Rule("/in", Set.of(Permission.LIST, Permission.WRITE)),
                        new Access.Rule("/grüße", Set.of())),
                List.of(".ht*"),
                List.of("*.php"));
        var login = new LoginRules(
                true,
                true,
                List.of("192.0.2.0/24"),
                List.of("2001:db8::/32"),
                List.of(new LoginRules.Hours(Set.of(DayOfWeek.MONDAY), LocalTime.of(8, 0), LocalTime.of(18, 30))));
        var alterations = new JdbcAccountAlterations(fixture().database());
        AccountAlterations.Terms terms =
                await(alterations.one(north, bob.user())).terms();
        await(alterations.alter(
                north,
                bob.user(),
                new AccountAlterations.Terms(terms.home(), terms.permissions(), access, true, terms.expires(), login),
                Optional.empty(),
                Optional.empty()));
        assertThat(await(alterations.one(north, bob.user())).terms().access()).isEqualTo(access);
        assertThat(await(alterations.one(north, bob.user())).terms().login()).isEqualTo(login);
        Account now = await(authenticator.authenticate(north, bob.user(), new Secret("s3cret")));
        assertThat(now.access()).isEqualTo(access);
        assertThat(now.login()).isEqualTo(login);
        assertThat(await(authenticator.fate(now))).isEqualTo(new Fate.Stands(now, Instant.MAX));
        assertThat(await(authenticator.fate(bob)))
                .as("who is logged in already goes on")
                .isEqualTo(new Fate.Stands(now.passwordChanged(), Instant.MAX));
        await(ownPasswords().change(now, new Secret("s3cret"), new Secret("quite another")));
        assertThat(await(alterations.one(north, bob.user())).terms().login())
                .isEqualTo(now.passwordChanged().login());
        assertThat(now.access().allows(Permission.READ, "/gr\u00c3\u00bc\u00c3\u009fe/a"))
                .isFalse();
    }

    private OwnPassword ownPasswords() {
        return new JdbcOwnPassword(fixture().database(), passwords(), DatabaseFixture.LOGIN);
    }

    private PasswordRefused.Reason refusal(Account account, String old, String wanted) {
        return catchThrowableOfType(
                        PasswordRefused.class,
                        () -> await(ownPasswords().change(account, new Secret(old), new Secret(wanted))))
                .reason();
    }

    @Test
    default void a_user_changes_the_own_password_and_the_old_one_is_over_at_once() {
        TenantId north = tenant("north");
        TenantId south = tenant("south");
        Account bob = await(accounts().create(north, AccountsContract.account("bob", "old one")));
        await(accounts().create(south, AccountsContract.account("bob", "old one")));
        Authenticator authenticator = authenticator();
        UserName user = bob.user();
        await(authenticator.authenticate(north, user, new Secret("old one")));
        long before = authenticator.changes(north);
        await(ownPasswords().change(bob, new Secret("old one"), new Secret("quite another")));
        assertThat(authenticator.changes(north)).isGreaterThan(before);
        assertThat(catchThrowableOfType(
                                LoginRefused.class,
                                () -> await(authenticator.authenticate(north, user, new Secret("old one"))))
                        .reason())
                .isEqualTo(LoginRefused.Reason.WRONG_CREDENTIALS);
        await(authenticator.authenticate(north, user, new Secret("quite another")));
        await(authenticator.authenticate(south, user, new Secret("old one")));
    }

    @Test
    default void a_password_that_cannot_be_changed_stays() {
        TenantId north = tenant("north");
        Account bob = await(accounts().create(north, AccountsContract.account("bob", "old one")));
        assertThat(refusal(bob, "wrong", "quite another")).isEqualTo(PasswordRefused.Reason.WRONG);
        assertThat(refusal(bob, "old one", "short")).isEqualTo(PasswordRefused.Reason.UNFIT);
        assertThat(refusal(bob, "old one", "Password123!")).isEqualTo(PasswordRefused.Reason.UNFIT);
        assertThat(refusal(bob, "old one", "old one")).isEqualTo(PasswordRefused.Reason.UNFIT);
        fixture().run("update account set own_password = false where id = " + bob.id());
        assertThat(refusal(bob, "old one", "quite another")).isEqualTo(PasswordRefused.Reason.FIXED);
        fixture().run("update account set own_password = true, one_time = true where id = " + bob.id());
        assertThat(refusal(bob, "old one", "quite another")).isEqualTo(PasswordRefused.Reason.FIXED);
        fixture().run("delete from credential where account_id = " + bob.id());
        assertThat(refusal(bob, "old one", "quite another")).isEqualTo(PasswordRefused.Reason.FIXED);
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

    @Test
    default void a_status_that_is_scheduled_is_in_force_from_its_time_on_for_who_is_there_and_for_who_comes() {
        TenantId north = tenant("north");
        Account bob = await(accounts().create(north, AccountsContract.account("bob", "s3cret")));
        Authenticator authenticator = authenticator();
        Instant now = Instant.now();
        assertThat(scheduled(north, now.plusSeconds(600), now.plusSeconds(900))
                        .tenant()
                        .status())
                .isEqualTo(TenantStatus.ACTIVE);
        Account there = await(authenticator.authenticate(north, bob.user(), new Secret("s3cret")));
        assertThat(await(authenticator.fate(there))).isInstanceOf(Fate.Stands.class);

        Berth blocked = scheduled(north, now.minusSeconds(1), now.plusSeconds(900));
        assertThat(blocked.tenant().status()).isEqualTo(TenantStatus.BLOCKED);
        assertThat(blocked.course())
                .isEqualTo(new StatusCourse(
                        TenantStatus.BLOCKED,
                        "un paid",
                        List.of(new StatusCourse.Change(now.plusSeconds(900), TenantStatus.ACTIVE, ""))));
        assertThat(await(authenticator.fate(there))).isEqualTo(new Fate.Ended("This account is blocked: un paid"));
        assertThat(catchThrowableOfType(
                                LoginRefused.class,
                                () -> await(authenticator.authenticate(north, bob.user(), new Secret("s3cret"))))
                        .reason())
                .isEqualTo(LoginRefused.Reason.TENANT_BLOCKED);
    }

    private Berth scheduled(TenantId tenant, Instant from, Instant until) {
        var alterations = new JdbcAlterations(fixture().database());
        Slug north = new Slug("north");
        Berth now = await(alterations.tenant(north)).value();
        int port = await(new JdbcDirectory(fixture().database()).endpoints())
                .getFirst()
                .listeners()
                .getFirst()
                .port();
        var blocked = new StatusCourse.Change(from, TenantStatus.BLOCKED, "un paid");
        var again = new StatusCourse.Change(until, TenantStatus.ACTIVE, "");
        var course = new StatusCourse(TenantStatus.ACTIVE, "", List.of(blocked, again));
        var same = DirectoryContract.dedicated(
                north.value(), port, now.range().orElseThrow().toString());
        return await(alterations.alter(tenant, same, course, Optional.empty())).value();
    }
}
