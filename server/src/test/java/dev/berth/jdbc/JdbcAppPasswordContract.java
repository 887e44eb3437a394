package dev.berth.jdbc;

import static dev.berth.endpoint.DirectoryContract.refusal;
import static dev.berth.storage.Awaiting.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.berth.account.Account;
import dev.berth.account.Accounts;
import dev.berth.account.AccountsContract;
import dev.berth.account.AppPassword;
import dev.berth.account.AppPassword.Bounds;
import dev.berth.account.AppPasswords;
import dev.berth.account.Authenticator;
import dev.berth.account.Fate;
import dev.berth.account.LoginRefused;
import dev.berth.account.LoginRefused.Reason;
import dev.berth.account.Permission;
import dev.berth.account.Secret;
import dev.berth.account.UserName;
import dev.berth.tenant.DirectoryRefused;
import dev.berth.tenant.TenantId;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// App passwords, on whichever database the fixture is.
interface JdbcAppPasswordContract {

    UserName BOB = new UserName("bob");
    Bounds NONE = new Bounds("/", EnumSet.allOf(Permission.class), List.of(), Optional.empty());

    DatabaseFixture fixture();

    Accounts accounts();

    Authenticator authenticator();

    TenantId tenant(String slug);

    long verifications();

    private AppPasswords appPasswords() {
        return new JdbcAppPasswords(fixture().database());
    }

    private static Account login(Authenticator authenticator, TenantId tenant, String user, Secret secret) {
        return await(authenticator.authenticate(tenant, new UserName(user), secret));
    }

    private static Reason refused(Authenticator authenticator, TenantId tenant, String user, Secret secret) {
        return catchThrowableOfType(LoginRefused.class, () -> login(authenticator, tenant, user, secret))
                .reason();
    }

    @Test
    default void one_that_is_kept_elsewhere_comes_back_with_its_secret() {
        TenantId north = tenant("north");
        await(accounts().create(north, AccountsContract.account("bob", "s3cret")));
        AppPassword.Issued issued = await(appPasswords().issue(north, BOB, "camera", NONE));
        AppPasswords.Kept kept = await(appPasswords().kept(north)).get(BOB).getFirst();
        assertThat(kept.bounds()).isEqualTo(NONE);
        var taken = Optional.of(kept.hash());
        assertThat(refusal(appPasswords().restore(north, BOB, "other", NONE, taken))
                        .reason())
                .isEqualTo(DirectoryRefused.Reason.CONFLICT);
        await(appPasswords().revoke(north, BOB, issued.password().id()));
        assertThat(refusal(appPasswords().restore(north, BOB, "camera", NONE, Optional.empty()))
                        .field())
                .isEqualTo("hash");
        await(appPasswords().restore(north, BOB, "camera", NONE, taken));
        var narrow = new Bounds("/in", Set.of(Permission.LIST), List.of(), Optional.of(Instant.EPOCH));
        await(appPasswords().restore(north, BOB, "camera", NONE, Optional.empty()));
        assertThat(login(authenticator(), north, "bob", issued.secret()).permissions())
                .isEqualTo(NONE.permissions());
        await(appPasswords().restore(north, BOB, "camera", narrow, Optional.empty()));
        assertThat(await(appPasswords().kept(north)).get(BOB))
                .containsExactly(new AppPasswords.Kept("camera", narrow, kept.hash()));
        assertThat(refused(authenticator(), north, "bob", issued.secret())).isEqualTo(Reason.WRONG_CREDENTIALS);
    }

    @Test
    default void an_app_password_logs_in_within_its_bounds_and_costs_no_verification() {
        TenantId north = tenant("north");
        await(accounts().create(north, AccountsContract.account("bob", "s3cret")));
        var bounds = new Bounds(
                "/in",
                Set.of(Permission.LIST, Permission.WRITE),
                List.of("192.0.2.0/24"),
                Optional.of(Instant.now().plus(Duration.ofDays(1))));
        AppPassword.Issued issued = await(appPasswords().issue(north, BOB, "camera", bounds));
        assertThat(issued.secret().value()).matches("berth-app-[A-Za-z0-9_-]{32}");
        assertThat(issued.toString()).doesNotContain(issued.secret().value());
        Authenticator authenticator = authenticator();
        long before = verifications();
        Account bob = login(authenticator, north, "bob", issued.secret());
        assertThat(verifications()).isEqualTo(before);
        assertThat(bob.permissions()).containsExactlyInAnyOrder(Permission.LIST, Permission.WRITE);
        assertThat(bob.access().allows(Permission.WRITE, "/in/a")).isTrue();
        assertThat(bob.access().allows(Permission.LIST, "/")).isFalse();
        assertThat(bob.access().allows(Permission.LIST, "/inn")).isFalse();
        assertThat(bob.login().allowed()).containsExactly("192.0.2.0/24");
        assertThat(await(appPasswords().of(north, BOB)))
                .singleElement()
                .satisfies(kept -> assertThat(kept.bounds()).isEqualTo(bounds))
                .satisfies(kept -> assertThat(kept.used()).isPresent());
        assertThat(await(authenticator.fate(bob)))
                .isInstanceOfSatisfying(
                        Fate.Stands.class,
                        stands -> assertThat(stands.account()).isEqualTo(bob));
        assertThat(login(authenticator, north, "bob", new Secret("s3cret")).permissions())
                .contains(Permission.READ);
    }

    @Test
    default void a_wrong_one_costs_what_a_wrong_password_costs() {
        TenantId north = tenant("north");
        TenantId south = tenant("south");
        await(accounts().create(north, AccountsContract.account("bob", "s3cret")));
        await(accounts().create(north, AccountsContract.account("eve", "s3cret")));
        await(accounts().create(south, AccountsContract.account("bob", "s3cret")));
        Secret secret = await(appPasswords().issue(north, BOB, "camera", NONE)).secret();
        Authenticator authenticator = authenticator();
        long before = verifications();
        assertThat(refused(authenticator, south, "bob", secret)).isEqualTo(Reason.WRONG_CREDENTIALS);
        assertThat(refused(authenticator, north, "eve", secret)).isEqualTo(Reason.WRONG_CREDENTIALS);
        assertThat(refused(authenticator, north, "nobody", secret)).isEqualTo(Reason.WRONG_CREDENTIALS);
        assertThat(refused(authenticator, north, "bob", new Secret(secret.value() + "x")))
                .isEqualTo(Reason.WRONG_CREDENTIALS);
        assertThat(verifications() - before).isEqualTo(4);
        fixture().run("update account set status = 'DISABLED' where name = 'bob'");
        assertThat(refused(authenticator, north, "bob", secret)).isEqualTo(Reason.DISABLED);
    }

    @Test
    default void one_that_was_revoked_or_has_expired_ends_with_its_sessions() {
        TenantId north = tenant("north");
        await(accounts().create(north, AccountsContract.account("bob", "s3cret")));
        AppPassword.Issued camera = await(appPasswords().issue(north, BOB, "camera", NONE));
        AppPassword.Issued printer = await(appPasswords().issue(north, BOB, "printer", NONE));
        Authenticator authenticator = authenticator();
        Account bob = login(authenticator, north, "bob", camera.secret());
        Account other = login(authenticator, north, "bob", printer.secret());
        await(appPasswords().revoke(north, BOB, camera.password().id()));
        assertThat(refused(authenticator, north, "bob", camera.secret())).isEqualTo(Reason.WRONG_CREDENTIALS);
        assertThat(await(authenticator.fate(bob))).isInstanceOf(Fate.Ended.class);
        assertThat(await(authenticator.fate(other))).isInstanceOf(Fate.Stands.class);
        fixture().run("update app_password set expires_at = timestamp '2020-01-01 00:00:00'");
        assertThat(await(authenticator.fate(other))).isInstanceOf(Fate.Ended.class);
        assertThat(refused(authenticator(), north, "bob", printer.secret())).isEqualTo(Reason.WRONG_CREDENTIALS);
    }

    @Test
    default void what_cannot_be_one_is_refused() {
        TenantId north = tenant("north");
        await(accounts().create(north, AccountsContract.account("bob", "s3cret")));
        AppPassword.Issued camera = await(appPasswords().issue(north, BOB, "camera", NONE));
        assertThat(refusal(appPasswords().issue(north, BOB, "camera", NONE)).reason())
                .isEqualTo(DirectoryRefused.Reason.ALREADY_EXISTS);
        assertThat(refusal(appPasswords().issue(north, BOB, " ", NONE)).field()).isEqualTo("label");
        assertThat(refusal(appPasswords()
                                .issue(north, BOB, "a", new Bounds("in", Set.of(), List.of(), Optional.empty())))
                        .field())
                .isEqualTo("path");
        assertThat(refusal(appPasswords()
                                .issue(north, BOB, "a", new Bounds("/", Set.of(), List.of("x"), Optional.empty())))
                        .field())
                .isEqualTo("networks");
        assertThat(refusal(appPasswords()
                                .issue(
                                        north,
                                        BOB,
                                        "a",
                                        new Bounds("/", Set.of(), List.of(), Optional.of(Instant.EPOCH))))
                        .field())
                .isEqualTo("expires");
        assertThat(refusal(appPasswords().issue(north, new UserName("eve"), "a", NONE))
                        .reason())
                .isEqualTo(DirectoryRefused.Reason.NOT_FOUND);
        TenantId south = tenant("south");
        await(accounts().create(south, AccountsContract.account("bob", "s3cret")));
        assertThat(refusal(appPasswords().revoke(south, BOB, camera.password().id()))
                        .reason())
                .isEqualTo(DirectoryRefused.Reason.NOT_FOUND);
    }
}
