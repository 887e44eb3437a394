package dev.berth.quota;

import static dev.berth.storage.Awaiting.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.berth.account.Account;
import dev.berth.quota.QuotaReached.Kind;
import dev.berth.quota.QuotaReached.Scope;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What every [QuotaLedger] does. An implementation's test implements it, with empty books for each test.
public interface QuotaLedgerContract {

    /// What is tested; the same within one test.
    QuotaLedger ledger();

    /// A new account, of a tenant of that name.
    Account account(String tenant, String user);

    private QuotaReached refused(Account account, Amount amount) {
        return catchThrowableOfType(QuotaReached.class, () -> await(ledger().hold(account, amount)));
    }

    private Amount used(Account account) {
        return await(ledger().standing(account)).accountUsed();
    }

    private void limit(Account account, long octets, long files) {
        await(ledger().limit(Owner.of(account.tenant().id(), account.id()), new Quota(octets, files, Quota.UNLIMITED)));
    }

    @Test
    default void what_is_booked_is_used_and_the_rest_of_the_hold_is_free_again() {
        Account bob = account("north", "bob");
        limit(bob, 100, 10);
        Hold hold = await(ledger().hold(bob, new Amount(80, 1, 0)));
        assertThat(await(ledger().standing(bob)).left().octets()).isEqualTo(20);
        assertThat(refused(bob, new Amount(21, 1, 0)).kind()).isEqualTo(Kind.OCTETS);
        await(ledger().commit(hold, new Amount(30, 1, 0)));
        Standing standing = await(ledger().standing(bob));
        assertThat(standing.accountUsed()).isEqualTo(new Amount(30, 1, 0));
        assertThat(standing.tenantUsed()).isEqualTo(new Amount(30, 1, 0));
        assertThat(standing.left().octets()).isEqualTo(70);
        assertThat(standing.left().files()).isEqualTo(9);
        assertThat(standing.left().volume()).isEqualTo(Quota.UNLIMITED);
    }

    @Test
    default void a_hold_is_booked_once() {
        Account bob = account("north", "bob");
        Hold hold = await(ledger().hold(bob, new Amount(80, 1, 0)));
        await(ledger().commit(hold, new Amount(30, 1, 0)));
        await(ledger().commit(hold, new Amount(30, 1, 0)));
        await(ledger().release(hold));
        assertThat(used(bob)).isEqualTo(new Amount(30, 1, 0));
    }

    @Test
    default void what_is_released_was_never_there() {
        Account bob = account("north", "bob");
        limit(bob, 100, 1);
        Hold hold = await(ledger().hold(bob, new Amount(100, 1, 0)));
        assertThat(refused(bob, new Amount(0, 1, 0)).kind()).isEqualTo(Kind.FILES);
        await(ledger().release(hold));
        await(ledger().hold(bob, new Amount(100, 1, 0)));
        assertThat(used(bob)).isEqualTo(Amount.NONE);
    }

    @Test
    default void a_hold_grows_until_the_quota_is_reached_and_stands_then() {
        Account bob = account("north", "bob");
        limit(bob, 100, 10);
        Hold first = await(ledger().hold(bob, new Amount(40, 1, 0)));
        Hold second = await(ledger().extend(first, Amount.ofOctets(60)));
        assertThat(second.amount().octets()).isEqualTo(100);
        QuotaReached reached =
                catchThrowableOfType(QuotaReached.class, () -> await(ledger().extend(second, Amount.ofOctets(1))));
        assertThat(reached.scope()).isEqualTo(Scope.ACCOUNT);
        assertThat(reached.words()).contains("100 of 100 octets");
        await(ledger().commit(first, new Amount(100, 1, 0)));
        assertThat(await(ledger().standing(bob)).left().octets()).isZero();
    }

    @Test
    default void a_tenants_pool_is_shared_by_its_accounts_and_by_nobody_else() {
        Account bob = account("north", "bob");
        Account eve = account("north", "eve");
        Account ann = account("south", "ann");
        await(ledger().limit(Owner.of(bob.tenant().id()), new Quota(100, 10, Quota.UNLIMITED)));
        await(ledger().hold(bob, new Amount(60, 1, 0)));
        assertThat(refused(eve, new Amount(41, 1, 0)).scope()).isEqualTo(Scope.TENANT);
        await(ledger().hold(eve, new Amount(40, 1, 0)));
        await(ledger().hold(ann, new Amount(1_000, 1, 0)));
    }

    @Test
    default void what_is_deleted_makes_room_at_once() {
        Account bob = account("north", "bob");
        limit(bob, 100, 10);
        await(ledger().commit(await(ledger().hold(bob, new Amount(100, 1, 0))), new Amount(100, 1, 0)));
        await(ledger().book(bob, new Amount(-100, -1, 0)));
        assertThat(used(bob)).isEqualTo(Amount.NONE);
        await(ledger().hold(bob, new Amount(100, 1, 0)));
    }

    @Test
    default void of_many_at_the_same_time_exactly_as_many_get_in_as_there_is_room_for() {
        Account bob = account("north", "bob");
        limit(bob, 20_000, 1_000);
        List<Future<Hold>> all = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            all.add(ledger().hold(bob, new Amount(1_000, 1, 0)));
        }
        await(Future.join(all).transform(_ -> Future.succeededFuture(0)));
        assertThat(all.stream().filter(Future::succeeded)).hasSize(20);
        await(Future.all(all.stream()
                .filter(Future::succeeded)
                .map(hold -> ledger().commit(hold.result(), new Amount(1_000, 1, 0)))
                .toList()));
        assertThat(used(bob)).isEqualTo(new Amount(20_000, 20, 0));
    }

    @Test
    default void a_lowered_quota_takes_nothing_away_and_lets_nothing_in() {
        Account bob = account("north", "bob");
        await(ledger().commit(await(ledger().hold(bob, new Amount(500, 5, 0))), new Amount(500, 5, 0)));
        limit(bob, 100, 10);
        assertThat(used(bob).octets()).isEqualTo(500);
        assertThat(await(ledger().standing(bob)).left().octets()).isZero();
    }

    @Test
    default void volume_is_counted_by_itself() {
        Account bob = account("north", "bob");
        await(ledger().limit(Owner.of(bob.tenant().id(), bob.id()), new Quota(10, 10, 1_000)));
        await(ledger().book(bob, Amount.ofVolume(600)));
        assertThat(refused(bob, Amount.ofVolume(401)).words()).contains("this month", "600 of 1000");
        Hold hold = await(ledger().hold(bob, Amount.ofVolume(400)));
        await(ledger().commit(hold, Amount.ofVolume(400)));
        assertThat(await(ledger().standing(bob)).left().volume()).isZero();
        assertThat(used(bob)).isEqualTo(new Amount(0, 0, 1_000));
    }

    @Test
    default void a_recount_puts_the_books_right_and_says_what_was_wrong() {
        Account bob = account("north", "bob");
        Owner mine = Owner.of(bob.tenant().id(), bob.id());
        await(ledger().commit(await(ledger().hold(bob, new Amount(100, 1, 0))), new Amount(100, 1, 0)));
        Drift drift = await(ledger().recount(mine, () -> Future.succeededFuture(new Amount(70, 2, 0))));
        assertThat(drift.isNone()).isFalse();
        assertThat(drift.booked()).isEqualTo(new Amount(100, 1, 0));
        assertThat(used(bob)).isEqualTo(new Amount(70, 2, 0));
        assertThat(await(ledger().recount(mine, () -> Future.succeededFuture(new Amount(70, 2, 0))))
                        .isNone())
                .isTrue();
    }

    @Test
    default void a_recount_begins_anew_when_something_is_booked_meanwhile() {
        Account bob = account("north", "bob");
        Owner mine = Owner.of(bob.tenant().id(), bob.id());
        List<Integer> counted = new ArrayList<>();
        await(ledger().recount(mine, () -> {
            counted.add(0);
            return counted.size() == 1
                    ? ledger().book(bob, new Amount(10, 1, 0)).map(new Amount(0, 0, 0))
                    : Future.succeededFuture(new Amount(10, 1, 0));
        }));
        assertThat(counted).hasSize(2);
        assertThat(used(bob)).isEqualTo(new Amount(10, 1, 0));
    }
}
