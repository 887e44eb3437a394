package dev.berth.jdbc;

import static dev.berth.storage.Awaiting.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.berth.account.Account;
import dev.berth.account.Accounts;
import dev.berth.account.AccountsContract;
import dev.berth.account.Authenticator;
import dev.berth.account.LoginRefused;
import dev.berth.account.OwnPassword;
import dev.berth.account.PasswordRefused;
import dev.berth.account.Secret;
import dev.berth.account.UserName;
import dev.berth.tenant.TenantId;
import org.junit.jupiter.api.Test;

/// Passwords that users change themselves, on whichever database the fixture is.
interface JdbcOwnPasswordContract {

    DatabaseFixture fixture();

    OwnPassword ownPasswords();

    Accounts accounts();

    Authenticator authenticator();

    TenantId tenant(String slug);

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
}
