package dev.berth.limit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.account.Access;
import dev.berth.account.Account;
import dev.berth.account.AccountId;
import dev.berth.account.LoginRules;
import dev.berth.account.UserName;
import dev.berth.tenant.Limit;
import dev.berth.tenant.Limits;
import dev.berth.tenant.Slug;
import dev.berth.tenant.Tenant;
import dev.berth.tenant.TenantId;
import dev.berth.tenant.TenantStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.lifecycle.BeforeTry;

/// Whatever the limits are and however many share them: nobody gets more than its limit, and nobody is kept waiting
/// without a limit that is used up. Over ten seconds, on a virtual clock.
class BandwidthProperties {

    private static final double SECONDS = 10;
    private static final Tenant ACME =
            new Tenant(new TenantId(1), new Slug("acme"), "Acme", TenantStatus.ACTIVE, "acme");

    /// A megabyte.
    private static final long MB = 1_000_000;

    private AllLimits tenants = new AllLimits();
    private Bandwidth bandwidth = new Bandwidth(tenants);

    /// One instance is used for all tries of a property.
    @BeforeTry
    void begin() {
        tenants = new AllLimits();
        bandwidth = new Bandwidth(tenants);
    }

    private static Account account(int number, Limits limits) {
        return new Account(
                new AccountId(number),
                ACME,
                new UserName("u" + number),
                "/",
                Set.of(),
                Access.WHOLE,
                LoginRules.USUAL,
                Optional.empty(),
                limits);
    }

    private void tenant(Limits limits) {
        tenants.replace(Map.of(ACME.id(), limits));
    }

    private Passage passage(Rush rush, Account account, long session) {
        return bandwidth.passage(account, session, Direction.DOWNLOAD, rush.now());
    }

    @Property(tries = 100)
    void every_limit_is_kept_and_every_transfer_meets_one_that_is_used_up(
            @ForAll @LongRange(min = 20_000, max = 2_000_000_000) long ofTenant,
            @ForAll @Size(min = 1, max = 4) List<@LongRange(min = 20_000, max = 200_000_000) Long> ofAccounts,
            @ForAll @LongRange(min = 20_000, max = 50_000_000) long perSession,
            @ForAll @IntRange(min = 1, max = 5) int sessions,
            @ForAll long seed) {
        tenant(Limits.NONE.with(Limit.DOWNLOAD, ofTenant).with(Limit.DOWNLOAD_PER_SESSION, perSession));
        var rush = new Rush(seed >> 8, seed); // a clock may stand anywhere
        List<List<Integer>> transfers = new ArrayList<>();
        for (int i = 0; i < ofAccounts.size(); i++) {
            Account account = account(i, Limits.NONE.with(Limit.DOWNLOAD, ofAccounts.get(i)));
            List<Integer> mine = new ArrayList<>();
            for (int k = 0; k < sessions; k++) {
                mine.add(rush.add(passage(rush, account, 100L * i + k)));
            }
            transfers.add(mine);
        }
        rush.run(SECONDS);
        assertKept(rush.octets(), ofTenant);
        boolean tenantFull = isFull(rush.octets(), ofTenant);
        for (int i = 0; i < ofAccounts.size(); i++) {
            long octets = transfers.get(i).stream().mapToLong(rush::octets).sum();
            assertKept(octets, ofAccounts.get(i));
            for (int transfer : transfers.get(i)) {
                assertKept(rush.octets(transfer), perSession);
                assertThat(tenantFull || isFull(octets, ofAccounts.get(i)) || isFull(rush.octets(transfer), perSession))
                        .as("a transfer with %s octets waited for nothing", rush.octets(transfer))
                        .isTrue();
            }
        }
    }

    private static void assertKept(long octets, long limit) {
        assertThat((double) octets).isLessThanOrEqualTo(limit * SECONDS * 1.05);
    }

    private static boolean isFull(long octets, long limit) {
        return octets >= limit * SECONDS * 0.95;
    }

    @Property(tries = 20)
    void accounts_share_their_tenant_evenly_however_many_sessions_each_has(
            @ForAll @LongRange(min = 5_000_000, max = 500_000_000) long rate,
            @ForAll @IntRange(min = 2, max = 20) int many,
            @ForAll long seed) {
        tenant(Limits.NONE.with(Limit.DOWNLOAD, rate));
        var rush = new Rush(0, seed);
        int alone = rush.add(passage(rush, account(1, Limits.NONE), 1));
        for (int i = 0; i < many; i++) {
            assertThat(rush.add(passage(rush, account(2, Limits.NONE), 10 + i))).isPositive();
        }
        rush.run(SECONDS);
        assertThat((double) rush.octets(alone)).isBetween(rate * SECONDS * 0.3, rate * SECONDS * 0.7);
    }

    @Property(tries = 20)
    void what_one_account_cannot_use_another_gets(@ForAll long seed) {
        tenant(Limits.NONE.with(Limit.DOWNLOAD, 10 * MB));
        var rush = new Rush(0, seed);
        int slow = rush.add(passage(rush, account(1, Limits.NONE.with(Limit.DOWNLOAD, MB)), 1));
        int fast = rush.add(passage(rush, account(2, Limits.NONE), 2));
        rush.run(SECONDS);
        assertThat((double) rush.octets(slow)).isBetween(MB * SECONDS * 0.95, MB * SECONDS * 1.05);
        assertThat((double) rush.octets(fast)).isBetween(9 * MB * SECONDS * 0.95, 9 * MB * SECONDS * 1.05);
    }

    @Property(tries = 20)
    void a_limit_that_is_set_or_changed_holds_within_two_seconds(@ForAll long seed) {
        var rush = new Rush(0, seed);
        tenant(Limits.NONE.with(Limit.DOWNLOAD, 200 * MB));
        int transfer = rush.add(passage(rush, account(1, Limits.NONE), 1));
        rush.run(3);
        for (long rate : new long[] {MB / 10, 50 * MB, 2 * MB, MB / 20, 100 * MB}) {
            tenant(Limits.NONE.with(Limit.DOWNLOAD, rate));
            rush.run(2);
            long before = rush.octets(transfer);
            rush.run(SECONDS);
            assertThat((double) (rush.octets(transfer) - before))
                    .as("at %s", rate)
                    .isBetween(rate * SECONDS * 0.9, rate * SECONDS * 1.05);
        }
        tenant(Limits.NONE);
        rush.run(0.3);
        long before = rush.octets(transfer);
        rush.run(0.1);
        assertThat(rush.octets(transfer) - before).isGreaterThan(1_000 * MB);
    }

    @Property(tries = 1)
    void small_files_one_after_the_other_do_not_begin_anew_each_time() {
        tenant(Limits.NONE.with(Limit.DOWNLOAD, MB));
        Account account = account(1, Limits.NONE);
        long now = 0;
        long sent = 0;
        while (now < SECONDS * 1e9) {
            Passage one = bandwidth.passage(account, 1, Direction.DOWNLOAD, now);
            long rest = one.ask(10_000, now);
            while (rest > 0) {
                now += rest;
                rest = one.ask(10_000, now);
            }
            sent += 10_000;
            one.end();
        }
        assertThat((double) sent).isBetween(MB * SECONDS * 0.95, MB * SECONDS * 1.05);
    }

    @Property(tries = 1)
    void who_has_left_is_forgotten() {
        tenant(Limits.NONE.with(Limit.DOWNLOAD, MB));
        for (int i = 0; i < 100_000; i++) {
            bandwidth
                    .passage(account(i, Limits.NONE), i, Direction.UPLOAD, i * 1_000_000L)
                    .end();
        }
        assertThat(bandwidth.remembered()).isLessThan(10_000);
    }

    @Property(tries = 1)
    void where_there_is_no_limit_pieces_are_as_large_as_ever() {
        Passage free = bandwidth.passage(account(1, Limits.NONE), 1, Direction.UPLOAD, 0);
        assertThat(free.isFree()).isTrue();
        assertThat(free.piece(2 << 20)).isEqualTo(2 << 20);
        assertThat(free.ask(1 << 30, 0)).isZero();
    }
}
