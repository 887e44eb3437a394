package dev.berth.account;

import static dev.berth.endpoint.DirectoryContract.refusal;
import static dev.berth.storage.Awaiting.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.tenant.DirectoryRefused;
import dev.berth.tenant.DirectoryRefused.Reason;
import dev.berth.tenant.TenantId;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// What every [Accounts] does. An implementation's test implements it and gives empty ones for each test.
public interface AccountsContract {

    /// Without any account.
    Accounts accounts();

    /// A new tenant.
    TenantId tenant(String slug);

    static NewAccount account(String user, String password) {
        return new NewAccount(new UserName(user), new Secret(password), "/", EnumSet.allOf(Permission.class));
    }

    private DirectoryRefused refused(TenantId tenant, NewAccount account) {
        return refusal(accounts().create(tenant, account));
    }

    @Test
    default void an_account_is_read_back_as_it_was_made() {
        TenantId north = tenant("north");
        Set<Permission> permissions = Set.of(Permission.LIST, Permission.READ);
        Account made = await(accounts()
                .create(north, new NewAccount(new UserName("bob"), new Secret("s3cret"), "/web/bob", permissions)));
        assertThat(made.user()).isEqualTo(new UserName("bob"));
        assertThat(made.tenant().slug().value()).isEqualTo("north");
        assertThat(made.home()).isEqualTo("/web/bob");
        assertThat(made.permissions()).isEqualTo(permissions);
        assertThat(await(accounts().of(north))).containsExactly(made);
    }

    @Test
    default void an_account_may_have_no_permission_at_all() {
        TenantId north = tenant("north");
        await(accounts().create(north, new NewAccount(new UserName("bob"), new Secret("s3cret"), "/", Set.of())));
        assertThat(await(accounts().of(north)))
                .singleElement()
                .satisfies(bob -> assertThat(bob.permissions()).isEmpty());
    }

    @Test
    default void accounts_come_by_user_name_and_of_one_tenant_only() {
        TenantId north = tenant("north");
        TenantId south = tenant("south");
        for (String user : List.of("zoë", "Bob", "bob", "bob@shop.example")) {
            await(accounts().create(north, account(user, "s3cret")));
        }
        await(accounts().create(south, account("bob", "s3cret")));
        assertThat(await(accounts().of(north)))
                .extracting(account -> account.user().value())
                .containsExactly("Bob", "bob", "bob@shop.example", "zoë");
        assertThat(await(accounts().of(south))).hasSize(1);
    }

    @Test
    default void a_name_is_taken_once_in_a_tenant() {
        TenantId north = tenant("north");
        await(accounts().create(north, account("bob", "s3cret")));
        DirectoryRefused refused = refused(north, account("bob", "other"));
        assertThat(refused.reason()).isEqualTo(Reason.ALREADY_EXISTS);
        assertThat(refused.field()).isEqualTo("user");
        assertThat(refused.value()).isEqualTo("bob");
        assertThat(refused.rule()).contains("tenant north");
    }

    @Test
    default void an_unknown_tenant_has_no_accounts() {
        assertThat(refused(new TenantId(4711), account("bob", "s3cret")).reason())
                .isEqualTo(Reason.NOT_FOUND);
        assertThat(refusal(accounts().of(new TenantId(4711))).reason()).isEqualTo(Reason.NOT_FOUND);
    }

    @Test
    default void a_home_that_could_lead_out_is_refused() {
        TenantId north = tenant("north");
        for (String home : List.of("", "bob", "/..", "/a/../b", "/./a", "//", "/a//b", "/a/", "/a\u0000b", "/a\nb")) {
            DirectoryRefused refused = refused(
                    north, new NewAccount(new UserName("bob"), new Secret("s3cret"), home, Set.of(Permission.LIST)));
            assertThat(refused.field()).as(home).isEqualTo("home");
            assertThat(refused.reason()).as(home).isEqualTo(Reason.INVALID);
        }
        await(accounts().create(north, new NewAccount(new UserName("bob"), new Secret("x"), "/..a/b c/ü", Set.of())));
    }

    @Test
    default void a_password_is_neither_empty_nor_endless_nor_told() {
        TenantId north = tenant("north");
        for (String password : List.of("", "topsecret".repeat(200))) {
            DirectoryRefused refused = refused(north, account("bob", password));
            assertThat(refused.field()).isEqualTo("password");
            assertThat(refused.getMessage()).doesNotContain("topsecret");
        }
    }

    @Test
    default void an_account_that_was_removed_is_gone_and_its_name_is_free() {
        TenantId north = tenant("north");
        TenantId south = tenant("south");
        UserName bob = new UserName("bob");
        await(accounts().create(north, account("bob", "s3cret")));
        await(accounts().create(south, account("bob", "s3cret")));
        assertThat(await(accounts().remove(north, bob, Optional.empty()))).isPositive();
        assertThat(await(accounts().of(north))).isEmpty();
        assertThat(await(accounts().of(south))).hasSize(1);
        assertThat(refusal(accounts().remove(north, bob, Optional.empty())).reason())
                .isEqualTo(Reason.NOT_FOUND);
        assertThat(refusal(accounts().setPassword(north, bob, new Secret("x"))).reason())
                .isEqualTo(Reason.NOT_FOUND);
        await(accounts().create(north, account("bob", "s3cret")));
    }

    @Test
    default void a_user_name_that_is_no_text_is_refused() {
        assertThat(refused(tenant("north"), account("b\ud800b", "s3cret")).field())
                .isEqualTo("user");
    }
}
