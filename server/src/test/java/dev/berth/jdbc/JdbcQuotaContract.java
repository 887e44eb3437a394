package dev.berth.jdbc;

import static dev.berth.storage.Awaiting.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.NodeUnderTest;
import dev.berth.account.Account;
import dev.berth.account.AccountsContract;
import dev.berth.quota.Amount;
import dev.berth.quota.Drift;
import dev.berth.quota.Owner;
import dev.berth.quota.Quota;
import dev.berth.quota.QuotaLedger;
import dev.berth.quota.QuotaLedgerContract;
import dev.berth.tenant.TenantId;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The books on whichever database the fixture is, and what only a database can do: end with a process and go on
/// with the next.
abstract class JdbcQuotaContract implements QuotaLedgerContract {

    private static final int ASKED = 1_000;

    /// More than are waited for at a time.
    private static final int MANY = 26;

    private static final int TOGETHER = 20;

    private final Map<String, TenantId> tenants = new HashMap<>();
    private Passwords passwords;
    private QuotaLedger ledger;

    abstract DatabaseFixture fixture();

    @BeforeEach
    void open() {
        passwords = new Passwords(fixture().vertx(), DatabaseFixture.LOGIN);
        ledger = open("one");
    }

    @AfterEach
    void close() {
        await(ledger.close());
        await(passwords.close());
    }

    private QuotaLedger open(String node) {
        return await(JdbcQuotaLedger.open(fixture().vertx(), fixture().database(), node));
    }

    @Override
    public QuotaLedger ledger() {
        return ledger;
    }

    @Override
    public Account account(String tenant, String user) {
        TenantId id = tenants.computeIfAbsent(tenant, fixture()::tenant);
        return await(
                new JdbcAccounts(fixture().database(), passwords).create(id, AccountsContract.account(user, "s3cret")));
    }

    @Test
    void an_orderly_end_leaves_nothing_reserved_and_nothing_unsure() {
        Account bob = account("north", "bob");
        await(ledger.commit(await(ledger.hold(bob, new Amount(100, 1, 0))), new Amount(30, 1, 0)));
        assertThat(await(ledger.unsure())).as("nobody has counted yet").hasSize(2);
        for (Owner owner : await(ledger.unsure())) {
            await(ledger.recount(owner, () -> Future.succeededFuture(new Amount(30, 1, 0))));
        }
        await(ledger.close());
        ledger = open("one");
        assertThat(await(ledger.unsure())).isEmpty();
        assertThat(await(ledger.standing(bob)).accountUsed()).isEqualTo(new Amount(30, 1, 0));
        assertThat(reserved()).isZero();
    }

    @Test
    void a_crash_leaves_nothing_reserved_and_the_books_of_the_active_unsure() {
        Account bob = account("north", "bob");
        await(ledger.limit(Owner.of(bob.tenant().id(), bob.id()), new Quota(100, 10, Quota.UNLIMITED)));
        await(ledger.hold(bob, new Amount(100, 1, 0)));
        QuotaLedger next = open("one");
        assertThat(await(next.unsure()))
                .containsExactlyInAnyOrder(
                        Owner.of(bob.tenant().id()), Owner.of(bob.tenant().id(), bob.id()));
        assertThat(reserved()).isZero();
        await(next.hold(bob, new Amount(100, 1, 0)));
        await(next.close());
    }

    @Test
    void two_nodes_together_never_exceed_a_quota() {
        Account bob = account("north", "bob");
        await(ledger.limit(Owner.of(bob.tenant().id(), bob.id()), new Quota(1_000, 100, Quota.UNLIMITED)));
        QuotaLedger other = open("two");
        int granted = 0;
        for (int i = 0; i < 40; i++) {
            QuotaLedger turn = i % 2 == 0 ? ledger : other;
            granted += await(turn.hold(bob, new Amount(50, 1, 0)).map(1).otherwise(0));
        }
        // What one node has reserved and not used, the other cannot have for the moment.
        assertThat(granted).isBetween(15, 20);
        await(other.close());
    }

    @Test
    void what_is_being_written_down_is_told_all_the_same() {
        Owner bob = Owner.of(account("north", "bob"));
        await(ledger.book(bob, new Amount(7, 1, 0)));
        do {
            assertThat(await(ledger.usage(bob)).used()).isEqualTo(new Amount(7, 1, 0));
        } while (number("select coalesce(sum(used_octets), 0) from quota_usage") == 0);
        assertThat(await(ledger.usage(bob)).used()).isEqualTo(new Amount(7, 1, 0));
    }

    @Test
    void nothing_can_be_held_where_too_much_is_used() {
        Owner bob = Owner.of(account("north", "bob"));
        await(ledger.limit(bob, new Quota(100, 10, Quota.UNLIMITED)));
        await(ledger.book(bob, new Amount(200, 1, 0)));
        await(ledger.commit(await(ledger.hold(bob, Amount.NONE)), new Amount(-200, -1, 0)));
        assertThat(await(ledger.usage(bob)).used()).isEqualTo(Amount.NONE);
    }

    long reserved() {
        return number("select coalesce(sum(reserved_octets), 0) + (select count(*) from quota_lease) from quota_usage");
    }

    private long number(String query) {
        return await(fixture().database().statements().rows(Scope.ALL, query))
                .iterator()
                .next()
                .getLong(0);
    }

    @Test
    void who_asks_for_the_books_all_the_time_leaves_a_thread_for_others() {
        Account bob = account("north", "bob");
        Account eve = account("south", "eve");
        AtomicInteger answered = new AtomicInteger();
        List<Future<?>> asked = new ArrayList<>();
        for (int i = 0; i < ASKED; i++) {
            asked.add(ledger.standing(bob).onSuccess(_ -> answered.incrementAndGet()));
        }
        await(ledger.hold(eve, new Amount(100, 1, 0)));
        assertThat(answered.get()).as("of those that had asked before").isLessThan(ASKED / 2);
        await(Future.all(asked));
    }

    @Test
    void a_change_of_many_tenants_quotas_keeps_few_of_them_waiting_at_a_time() {
        List<Account> all = new ArrayList<>();
        for (int i = 0; i < MANY; i++) {
            all.add(account("t" + (char) ('a' + i) + i, "bob"));
        }
        all.forEach(each -> await(ledger.hold(each, new Amount(1, 1, 0))));
        var release = new CountDownLatch(1);
        var locked = new CountDownLatch(1);
        Account first = all.getFirst();
        Future<Boolean> lock = fixture().database().audits().write(Scope.ALL, work -> {
            work.run(
                    "update quota_usage set version = version + 1 where tenant_id = ?",
                    first.tenant().id().value());
            locked.countDown();
            return awaited(release);
        });
        try {
            var _ = awaited(locked);
            changeOfAllQuotas(", of_quota", ", true");
            NodeUnderTest.await(
                    "the first to be waited for",
                    () -> !ledger.hold(first, Amount.ofOctets(1)).isComplete());
            List<Future<?>> holds = new ArrayList<>();
            all.forEach(each -> holds.add(ledger.hold(each, new Amount(200L << 20, 1, 0))));
            NodeUnderTest.await(
                    "those that are not waited for",
                    () -> holds.stream().filter(Future::succeeded).count() >= MANY - TOGETHER);
            release.countDown();
            await(Future.all(holds));
        } finally {
            release.countDown();
        }
        await(lock);
    }

    private static boolean awaited(CountDownLatch latch) {
        try {
            return latch.await(8, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Test
    void a_change_by_a_node_that_does_not_say_what_it_changes_may_be_one_of_quotas() {
        Account bob = account("north", "bob");
        await(ledger.hold(bob, new Amount(1, 1, 0)));
        long before = reserved();
        changeOfAllQuotas("", "");
        NodeUnderTest.await("what is reserved to be given back", () -> reserved() < before);
    }

    /// As another node makes it.
    void changeOfAllQuotas(String column, String value) {
        fixture().run("update revision set latest = latest + 1 where id = 1");
        fixture()
                .run("insert into change_log (rev, kind, object_id, operation" + column
                        + ") select latest, 'PLAN', 1, 'UPDATE'" + value + " from revision where id = 1");
        await(new JdbcDirectory(fixture().database()).revision());
    }

    @Test
    void what_is_booked_as_a_recount_begins_is_booked_once() {
        Account bob = account("north", "bob");
        Owner mine = Owner.of(bob);
        AtomicLong there = new AtomicLong();
        for (int round = 0; round < 8; round++) {
            Future<Drift> recount = ledger().recount(mine, () -> Future.succeededFuture(new Amount(there.get(), 0, 0)));
            there.incrementAndGet();
            await(ledger().book(bob, Amount.ofOctets(1)));
            await(recount);
        }
        await(ledger().recount(mine, () -> Future.succeededFuture(new Amount(there.get(), 0, 0))));
        assertThat(await(ledger().usage(mine)).used().octets()).isEqualTo(there.get());
    }
}
