package dev.berth.jdbc;

import static dev.berth.endpoint.DirectoryContract.refusal;
import static dev.berth.storage.Awaiting.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.berth.account.Account;
import dev.berth.account.AccountAlterations;
import dev.berth.account.Accounts;
import dev.berth.account.AccountsContract;
import dev.berth.account.AnonymousAccess;
import dev.berth.account.AnonymousAccess.Terms;
import dev.berth.account.Authenticator;
import dev.berth.account.Fate;
import dev.berth.account.LoginRefused;
import dev.berth.account.Permission;
import dev.berth.account.Secret;
import dev.berth.account.UserName;
import dev.berth.tenant.DirectoryRefused;
import dev.berth.tenant.DirectoryRefused.Reason;
import dev.berth.tenant.TenantId;
import io.vertx.core.Future;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Anonymous access, on whichever database the fixture is.
interface JdbcAnonymousContract {

    DatabaseFixture fixture();

    Accounts accounts();

    Authenticator authenticator();

    TenantId tenant(String slug);

    long verifications();

    private AnonymousAccess anonymous() {
        return new JdbcAnonymousAccess(fixture().database());
    }

    private static Account login(Authenticator authenticator, TenantId tenant, String user) {
        return await(authenticator.authenticate(tenant, new UserName(user), new Secret("guest@client.example")));
    }

    private static boolean refused(Authenticator authenticator, TenantId tenant, String user) {
        return catchThrowableOfType(LoginRefused.class, () -> login(authenticator, tenant, user))
                        .reason()
                == LoginRefused.Reason.WRONG_CREDENTIALS;
    }

    @Test
    default void anybody_gets_in_where_a_tenant_wants_it_and_nowhere_else() {
        TenantId north = tenant("north");
        TenantId south = tenant("south");
        Authenticator authenticator = authenticator();
        assertThat(refused(authenticator, north, "anonymous")).isTrue();
        var looking = new Terms("/public", Optional.empty());
        assertThat(await(anonymous().allow(north, looking))).isEqualTo(looking);
        long before = verifications();
        for (String user : List.of("anonymous", "ftp", "FTP")) {
            Account guest = login(authenticator, north, user);
            assertThat(guest.user()).isEqualTo(AnonymousAccess.USER);
            assertThat(guest.home()).isEqualTo("/public");
            assertThat(guest.permissions()).containsExactlyInAnyOrder(Permission.LIST, Permission.READ);
            assertThat(guest.login().guest()).contains("guest@client.example");
            assertThat(await(authenticator.fate(guest)))
                    .isInstanceOfSatisfying(
                            Fate.Stands.class,
                            stands -> assertThat(stands.account()).isEqualTo(guest));
        }
        assertThat(verifications()).isEqualTo(before);
        assertThat(refused(authenticator, north, "anonymous2")).isTrue();
        assertThat(refused(authenticator, south, "anonymous")).isTrue();
        assertThat(refused(authenticator, south, "ftp")).isTrue();
        await(anonymous().end(north));
        assertThat(refused(authenticator, north, "ftp")).isTrue();
        assertThat(refusal(anonymous().of(north)).reason()).isEqualTo(Reason.NOT_FOUND);
    }

    @Test
    default void what_is_stored_is_not_seen_again() {
        TenantId north = tenant("north");
        var terms = new Terms("/public", Optional.of("/incoming"));
        await(anonymous().allow(north, terms));
        assertThat(await(anonymous().of(north))).isEqualTo(terms);
        Account guest = login(authenticator(), north, "ftp");
        assertThat(guest.access().allows(Permission.WRITE, "/incoming/a")).isTrue();
        assertThat(guest.access().allows(Permission.READ, "/incoming/a")).isFalse();
        assertThat(guest.access().allows(Permission.LIST, "/incoming")).isFalse();
        assertThat(guest.access().allows(Permission.WRITE, "/a")).isFalse();
        assertThat(guest.permissions()).doesNotContain(Permission.OVERWRITE, Permission.APPEND, Permission.DELETE);
        await(anonymous().allow(north, new Terms("/", Optional.empty())));
        assertThat(login(authenticator(), north, "ftp").mounts()).isEmpty();
    }

    @Test
    default void what_is_stored_lies_outside_of_what_is_read() {
        TenantId north = tenant("north");
        var folders = new JdbcFolders(fixture().database());
        for (String home : List.of("/", "/anonymous-uploads", "/anonymous-uploads/in")) {
            assertNotApart(north, home);
        }
        await(folders.create(north, AnonymousAccess.UPLOADS, "/public/drop/in"));
        for (String home : List.of("/", "/public", "/public/drop", "/public/drop/in", "/public/drop/in/er")) {
            assertNotApart(north, home);
        }
        assertThat(refusal(anonymous().of(north)).reason()).isEqualTo(Reason.NOT_FOUND);
        for (String home : List.of("/publi", "/public/dro", "/public/drop/in2", "/anonymous-uploads")) {
            await(anonymous().allow(north, new Terms(home, Optional.of("/incoming"))));
        }
        var alterations = new JdbcAccountAlterations(fixture().database());
        var now = await(alterations.one(north, AnonymousAccess.USER)).terms();
        var open = new AccountAlterations.Terms(
                "/", now.permissions(), now.access(), now.enabled(), now.expires(), now.login());
        assertThat(refusal(alterations.alter(north, AnonymousAccess.USER, open, Optional.empty(), Optional.empty()))
                        .field())
                .isEqualTo("home");
        await(folders.create(north, "all", "/public"));
        assertThat(refusal(folders.mount(north, AnonymousAccess.USER, "all", "/all", EnumSet.of(Permission.READ)))
                        .reason())
                .isEqualTo(Reason.CONFLICT);
        await(anonymous().allow(north, new Terms("/", Optional.empty())));
        await(folders.mount(north, AnonymousAccess.USER, "all", "/all", EnumSet.of(Permission.READ)));
        assertThat(refusal(anonymous().allow(north, new Terms("/other", Optional.of("/incoming"))))
                        .reason())
                .isEqualTo(Reason.CONFLICT);
    }

    private void assertNotApart(TenantId tenant, String home) {
        DirectoryRefused refused = refusal(anonymous().allow(tenant, new Terms(home, Optional.of("/incoming"))));
        assertThat(refused.reason()).as(home).isEqualTo(Reason.INVALID);
        assertThat(refused.field()).isEqualTo("home");
    }

    @Test
    default void its_account_has_no_secret_and_its_folder_is_given_with_it() {
        TenantId north = tenant("north");
        var folders = new JdbcFolders(fixture().database());
        await(anonymous().allow(north, new Terms("/public", Optional.of("/incoming"))));
        for (Future<?> refused : List.<Future<?>>of(
                accounts().setPassword(north, AnonymousAccess.USER, new Secret("a long enough word")),
                new JdbcSecondFactors(fixture().database(), Optional.empty()).issue(north, AnonymousAccess.USER))) {
            assertThat(refusal(refused).field()).isEqualTo("user");
            assertThat(refusal(refused)).hasMessageContaining("any password");
        }
        for (Future<?> refused : List.<Future<?>>of(
                folders.remove(north, AnonymousAccess.UPLOADS),
                folders.unmount(north, AnonymousAccess.USER, AnonymousAccess.UPLOADS),
                folders.mount(
                        north, AnonymousAccess.USER, AnonymousAccess.UPLOADS, "/in", EnumSet.of(Permission.READ)))) {
            assertThat(refusal(refused).reason()).isEqualTo(Reason.CONFLICT);
            assertThat(refusal(refused)).hasMessageContaining("use anonymous set");
        }
        await(anonymous().allow(north, new Terms("/public", Optional.empty())));
        await(folders.remove(north, AnonymousAccess.UPLOADS));
    }

    @Test
    default void accounts_of_those_names_are_nobody_elses() {
        TenantId north = tenant("north");
        TenantId south = tenant("south");
        await(accounts().create(north, AccountsContract.account("anonymous", "s3cret")));
        assertThat(refused(authenticator(), north, "ftp")).isTrue();
        assertThat(refusal(anonymous().allow(north, new Terms("/", Optional.empty())))
                        .reason())
                .isEqualTo(Reason.CONFLICT);
        await(anonymous().allow(south, new Terms("/", Optional.empty())));
        await(accounts().create(south, AccountsContract.account("ftp", "s3cret")));
        assertThat(refused(authenticator(), south, "ftp")).isTrue();
    }
}
