package dev.berth.account;

import static dev.berth.account.AccountsContract.account;
import static dev.berth.storage.Awaiting.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.berth.account.LoginRefused.Reason;
import dev.berth.tenant.TenantId;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// What every [Authenticator] does. An implementation's test implements it, with an empty directory for each test.
public interface AuthenticatorContract {

    /// What is tested.
    Authenticator authenticator();

    /// Where it finds its accounts.
    Accounts accounts();

    /// A new tenant.
    TenantId tenant(String slug);

    /// Nobody of this tenant may log in any more.
    void block(TenantId tenant);

    /// This account may not log in any more.
    void disable(AccountId account);

    /// This account has had its time.
    void expire(AccountId account);

    /// How many verifications, real and pretended, there were so far: what a client could measure.
    long verifications();

    private Account login(TenantId tenant, String user, String password) {
        return await(authenticator().authenticate(tenant, new UserName(user), new Secret(password)));
    }

    private Reason refused(TenantId tenant, String user, String password) {
        return catchThrowableOfType(LoginRefused.class, () -> login(tenant, user, password))
                .reason();
    }

    @Test
    default void the_right_password_gives_the_account() {
        TenantId north = tenant("north");
        Account made = await(accounts()
                .create(
                        north,
                        new NewAccount(
                                new UserName("bob"),
                                new Secret("s3cret"),
                                "/web",
                                Set.of(Permission.LIST, Permission.READ))));
        assertThat(login(north, "bob", "s3cret")).isEqualTo(made);
    }

    @Test
    default void two_tenants_have_the_same_user_name_with_different_passwords() {
        TenantId north = tenant("north");
        TenantId south = tenant("south");
        await(accounts().create(north, account("admin", "of north")));
        await(accounts().create(south, account("admin", "of south")));
        assertThat(login(north, "admin", "of north").tenant().id()).isEqualTo(north);
        assertThat(login(south, "admin", "of south").tenant().id()).isEqualTo(south);
        assertThat(refused(north, "admin", "of south")).isEqualTo(Reason.WRONG_CREDENTIALS);
        assertThat(refused(south, "admin", "of north")).isEqualTo(Reason.WRONG_CREDENTIALS);
    }

    @Test
    default void an_account_of_one_tenant_never_logs_in_at_another() {
        TenantId north = tenant("north");
        TenantId south = tenant("south");
        await(accounts().create(north, account("bob", "s3cret")));
        assertThat(refused(south, "bob", "s3cret")).isEqualTo(Reason.WRONG_CREDENTIALS);
        assertThat(refused(TenantId.NOBODY, "bob", "s3cret")).isEqualTo(Reason.WRONG_CREDENTIALS);
    }

    @Test
    default void passwords_and_names_are_compared_exactly() {
        TenantId north = tenant("north");
        await(accounts().create(north, account("Zoë", "Paßwort ✓")));
        assertThat(login(north, "Zoë", "Paßwort ✓").user()).isEqualTo(new UserName("Zoë"));
        assertThat(refused(north, "Zoë", "paßwort ✓")).isEqualTo(Reason.WRONG_CREDENTIALS);
        assertThat(refused(north, "Zoë", "Paßwort ✓ ")).isEqualTo(Reason.WRONG_CREDENTIALS);
        assertThat(refused(north, "zoë", "Paßwort ✓")).isEqualTo(Reason.WRONG_CREDENTIALS);
        assertThat(refused(north, "Zoë ", "Paßwort ✓")).isEqualTo(Reason.WRONG_CREDENTIALS);
    }

    @Test
    default void whatever_is_wrong_costs_exactly_one_verification() {
        TenantId north = tenant("north");
        await(accounts().create(north, account("bob", "s3cret")));
        disable(await(accounts().create(north, account("disabled", "s3cret"))).id());
        expire(await(accounts().create(north, account("expired", "s3cret"))).id());
        assertOneVerification(north, "bob", "wrong");
        assertOneVerification(north, "nobody", "s3cret");
        assertOneVerification(north, "disabled", "s3cret", Reason.DISABLED);
        assertOneVerification(north, "expired", "s3cret", Reason.EXPIRED);
        assertOneVerification(north, "disabled", "wrong");
        assertOneVerification(north, "expired", "wrong");
        assertOneVerification(TenantId.NOBODY, "bob", "s3cret");
        assertOneVerification(north, "bob", "s3cret".repeat(500));
        assertOneVerification(north, "b\ud800b", "s3cret");
        assertOneVerification(north, "' or '1'='1", "s3cret");
    }

    private void assertOneVerification(TenantId tenant, String user, String password) {
        assertOneVerification(tenant, user, password, Reason.WRONG_CREDENTIALS);
    }

    private void assertOneVerification(TenantId tenant, String user, String password, Reason reason) {
        long before = verifications();
        assertThat(refused(tenant, user, password)).as(user).isEqualTo(reason);
        assertThat(verifications() - before).as(user).isEqualTo(1);
    }

    @Test
    default void a_changed_password_is_in_force_at_once() {
        TenantId north = tenant("north");
        UserName bob = new UserName("bob");
        await(accounts().create(north, account("bob", "old")));
        assertThat(login(north, "bob", "old").user()).isEqualTo(bob);
        assertThat(login(north, "bob", "old").user()).isEqualTo(bob);
        await(accounts().setPassword(north, bob, new Secret("new")));
        assertThat(refused(north, "bob", "old")).isEqualTo(Reason.WRONG_CREDENTIALS);
        assertThat(login(north, "bob", "new").user()).isEqualTo(bob);
        await(accounts().remove(north, bob, Optional.empty()));
        assertThat(refused(north, "bob", "new")).isEqualTo(Reason.WRONG_CREDENTIALS);
    }

    @Test
    default void what_becomes_of_an_account_is_known_while_it_is_logged_in() {
        TenantId north = tenant("north");
        await(accounts().create(north, account("bob", "s3cret")));
        Authenticator authenticator = authenticator();
        Account bob = await(authenticator.authenticate(north, new UserName("bob"), new Secret("s3cret")));
        assertThat(await(authenticator.fate(bob))).isEqualTo(new Fate.Stands(bob, Instant.MAX));
        long before = authenticator.changes(north);
        Account eve = await(accounts().create(north, account("eve", "s3cret")));
        assertThat(authenticator.changes(north)).isGreaterThanOrEqualTo(before);
        expire(eve.id());
        assertThat(await(authenticator.fate(eve))).isInstanceOf(Fate.Ended.class);
        disable(bob.id());
        assertThat(await(authenticator.fate(bob))).isInstanceOf(Fate.Ended.class);
        block(north);
        assertThat(((Fate.Ended) await(authenticator.fate(bob))).words()).contains("blocked");
        await(accounts().remove(north, bob.user(), Optional.empty()));
        assertThat(((Fate.Ended) await(authenticator.fate(bob))).words()).contains("removed");
    }

    @Test
    default void only_who_knows_the_password_learns_that_the_tenant_is_blocked() {
        TenantId north = tenant("north");
        await(accounts().create(north, account("bob", "s3cret")));
        block(north);
        assertThat(refused(north, "bob", "s3cret")).isEqualTo(Reason.TENANT_BLOCKED);
        assertThat(refused(north, "bob", "wrong")).isEqualTo(Reason.WRONG_CREDENTIALS);
        assertThat(refused(north, "nobody", "s3cret")).isEqualTo(Reason.WRONG_CREDENTIALS);
    }
}
