package dev.berth.jdbc;

import static dev.berth.storage.Awaiting.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.berth.account.Access;
import dev.berth.account.Account;
import dev.berth.account.AccountAlterations;
import dev.berth.account.Accounts;
import dev.berth.account.AccountsContract;
import dev.berth.account.Authenticator;
import dev.berth.account.Fate;
import dev.berth.account.LoginRefused;
import dev.berth.account.LoginRules;
import dev.berth.account.OwnPassword;
import dev.berth.account.Permission;
import dev.berth.account.Secret;
import dev.berth.endpoint.Berth;
import dev.berth.endpoint.DirectoryContract;
import dev.berth.tenant.Slug;
import dev.berth.tenant.StatusCourse;
import dev.berth.tenant.TenantId;
import dev.berth.tenant.TenantStatus;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// What becomes of who is logged in when the account or its tenant changes, on whichever database the fixture is.
interface JdbcFateContract {

    DatabaseFixture fixture();

    OwnPassword ownPasswords();

    Accounts accounts();

    Authenticator authenticator();

    TenantId tenant(String slug);

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
