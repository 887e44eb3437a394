package dev.berth.jdbc;

import static dev.berth.endpoint.DirectoryContract.refusal;
import static dev.berth.storage.Awaiting.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.account.Account;
import dev.berth.account.AccountAlterations.Terms;
import dev.berth.account.Accounts;
import dev.berth.account.AccountsContract;
import dev.berth.account.AppPassword.Bounds;
import dev.berth.account.Authenticator;
import dev.berth.account.Fate;
import dev.berth.account.Folders;
import dev.berth.account.Folders.Folder;
import dev.berth.account.Mount;
import dev.berth.account.NewAccount;
import dev.berth.account.Permission;
import dev.berth.account.Secret;
import dev.berth.account.UserName;
import dev.berth.tenant.DirectoryRefused;
import dev.berth.tenant.DirectoryRefused.Reason;
import dev.berth.tenant.TenantId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Shared folders, on whichever database the fixture is.
interface JdbcFolderContract {

    UserName ANN = new UserName("ann");
    Set<Permission> LOOK = Set.of(Permission.LIST, Permission.READ);

    DatabaseFixture fixture();

    Accounts accounts();

    Authenticator authenticator();

    TenantId tenant(String slug);

    private Folders folders() {
        return new JdbcFolders(fixture().database());
    }

    private static Account login(Authenticator authenticator, TenantId tenant, String password) {
        return await(authenticator.authenticate(tenant, ANN, new Secret(password)));
    }

    @Test
    default void a_login_brings_the_folders_until_they_are_taken_away() {
        TenantId north = tenant("north");
        await(accounts().create(north, AccountsContract.account("ann", "s3cret")));
        assertThat(await(folders().create(north, "team", "/team"))).isEqualTo(new Folder("team", "/team", 0));
        var mount = new Mount("team", "/team", "/shared", LOOK);
        Authenticator authenticator = authenticator();
        assertThat(login(authenticator, north, "s3cret").mounts()).isEmpty();
        assertThat(await(folders().mount(north, ANN, "team", "/shared", LOOK))).isEqualTo(mount);
        Account ann = login(authenticator, north, "s3cret");
        assertThat(ann.mounts()).containsExactly(mount);
        assertThat(ann.access().allows(Permission.WRITE, "/shared/a")).isFalse();
        assertThat(ann.access().allows(Permission.READ, "/shared/a")).isTrue();
        assertThat(ann.access().allows(Permission.WRITE, "/a")).isTrue();
        assertThat(await(folders().mounts(north, ANN))).containsExactly(mount);
        assertThat(await(folders().of(north))).containsExactly(new Folder("team", "/team", 1));
        assertThat(await(authenticator.fate(ann)))
                .isInstanceOfSatisfying(
                        Fate.Stands.class,
                        stands -> assertThat(stands.account()).isEqualTo(ann));
        await(folders().remove(north, "team"));
        assertThat(login(authenticator, north, "s3cret").mounts()).isEmpty();
        assertThat(await(authenticator.fate(ann)))
                .isInstanceOfSatisfying(
                        Fate.Stands.class,
                        stands -> assertThat(stands.account().mounts()).isEmpty());
    }

    @Test
    default void an_app_password_stays_within_its_bounds_in_a_folder() {
        TenantId north = tenant("north");
        await(accounts().create(north, AccountsContract.account("ann", "s3cret")));
        await(folders().create(north, "team", "/team"));
        await(folders().mount(north, ANN, "team", "/shared", LOOK));
        var bounds = new Bounds("/shared/in", Permission.USUAL, List.of(), Optional.empty());
        Secret secret = await(new JdbcAppPasswords(fixture().database()).issue(north, ANN, "camera", bounds))
                .secret();
        Authenticator authenticator = authenticator();
        Account ann = login(authenticator, north, secret.value());
        assertThat(ann.access().allows(Permission.READ, "/shared/in/a")).isTrue();
        assertThat(ann.access().allows(Permission.WRITE, "/shared/in/a")).isFalse();
        assertThat(ann.access().allows(Permission.READ, "/shared/a")).isFalse();
        assertThat(await(authenticator.fate(ann)))
                .isInstanceOfSatisfying(
                        Fate.Stands.class,
                        stands -> assertThat(stands.account()).isEqualTo(ann));
    }

    @Test
    default void a_folder_has_one_place_in_an_account_and_none_in_another_folder() {
        TenantId north = tenant("north");
        await(accounts().create(north, AccountsContract.account("ann", "s3cret")));
        await(folders().create(north, "team", "/team"));
        await(folders().create(north, "all", "/all"));
        await(folders().mount(north, ANN, "team", "/a/b", LOOK));
        await(folders().mount(north, ANN, "team", "/shared", Permission.USUAL));
        assertThat(await(folders().mounts(north, ANN)))
                .containsExactly(new Mount("team", "/team", "/shared", Permission.USUAL));
        for (String path : List.of("/shared", "/shared/x")) {
            assertThat(refusal(folders().mount(north, ANN, "all", path, LOOK)).reason())
                    .isEqualTo(Reason.CONFLICT);
        }
        await(folders().mount(north, ANN, "all", "/shared-too", LOOK));
        await(folders().unmount(north, ANN, "team"));
        assertThat(refusal(folders().unmount(north, ANN, "team")).reason()).isEqualTo(Reason.NOT_FOUND);
    }

    @Test
    default void no_folder_of_an_account_contains_its_home() {
        TenantId north = tenant("north");
        await(accounts().create(north, new NewAccount(ANN, new Secret("s3cret"), "/homes/ann", Permission.USUAL)));
        await(folders().create(north, "homes", "/homes"));
        await(folders().create(north, "deep", "/deep"));
        await(folders().create(north, "beside", "/homes/an"));
        DirectoryRefused around = refusal(folders().mount(north, ANN, "homes", "/all", LOOK));
        assertThat(around.reason()).isEqualTo(Reason.CONFLICT);
        assertThat(around.field()).isEqualTo("folder");
        assertThat(around.rule()).contains("/homes/ann");
        await(folders().mount(north, ANN, "beside", "/beside", LOOK));
        await(folders().mount(north, ANN, "deep", "/deep", LOOK));
        var alterations = new JdbcAccountAlterations(fixture().database());
        DirectoryRefused inside = refusal(alterations.alter(
                north, ANN, Terms.plain("/deep/ann", Permission.USUAL), Optional.empty(), Optional.empty()));
        assertThat(inside.reason()).isEqualTo(Reason.INVALID);
        assertThat(inside.field()).isEqualTo("home");
        for (String home : List.of("/deep", "/")) {
            await(alterations.alter(
                    north, ANN, Terms.plain(home, Permission.USUAL), Optional.empty(), Optional.empty()));
        }
        await(folders().mount(north, ANN, "homes", "/all", LOOK));
    }

    @Test
    default void what_cannot_be_a_folder_is_refused() {
        TenantId north = tenant("north");
        TenantId south = tenant("south");
        await(accounts().create(south, AccountsContract.account("ann", "s3cret")));
        await(folders().create(north, "team", "/team"));
        assertThat(refusal(folders().create(north, "team", "/other")).reason()).isEqualTo(Reason.ALREADY_EXISTS);
        assertThat(refusal(folders().create(north, "a/b", "/a")).field()).isEqualTo("name");
        assertThat(refusal(folders().create(north, " ", "/a")).field()).isEqualTo("name");
        for (String directory : List.of("/", "a", "/../a", "/a/")) {
            assertThat(refusal(folders().create(north, "new", directory)).field())
                    .isEqualTo("directory");
        }
        assertThat(refusal(folders().mount(south, ANN, "team", "/shared", LOOK)).reason())
                .isEqualTo(Reason.NOT_FOUND);
        assertThat(refusal(folders().mount(north, ANN, "team", "/shared", LOOK)).reason())
                .isEqualTo(Reason.NOT_FOUND);
        assertThat(refusal(folders().remove(south, "team")).reason()).isEqualTo(Reason.NOT_FOUND);
        assertThat(await(folders().of(south))).isEmpty();
    }
}
