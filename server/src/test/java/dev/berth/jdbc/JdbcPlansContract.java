package dev.berth.jdbc;

import static dev.berth.endpoint.DirectoryContract.refusal;
import static dev.berth.storage.Awaiting.await;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.NodeUnderTest;
import dev.berth.account.Account;
import dev.berth.account.AccountsContract;
import dev.berth.endpoint.Berth;
import dev.berth.endpoint.Directory.Revised;
import dev.berth.endpoint.DirectoryContract;
import dev.berth.endpoint.NewTenant;
import dev.berth.plan.Allowance;
import dev.berth.plan.Plan;
import dev.berth.plan.Plans;
import dev.berth.plan.Terms.Source;
import dev.berth.plan.Terms.Term;
import dev.berth.quota.Amount;
import dev.berth.quota.Owner;
import dev.berth.quota.Quota;
import dev.berth.quota.QuotaLedger;
import dev.berth.quota.QuotaReached;
import dev.berth.tenant.DirectoryRefused.Reason;
import dev.berth.tenant.Limit;
import dev.berth.tenant.Limits;
import dev.berth.tenant.PlanName;
import dev.berth.tenant.TenantId;
import io.vertx.core.Future;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/// Plans on whichever database the fixture is.
abstract class JdbcPlansContract {

    private static final PlanName SMALL = new PlanName("small");
    private static final Quota ROOM = new Quota(1_000, Quota.UNLIMITED, Quota.UNLIMITED);

    abstract DatabaseFixture fixture();

    private Plans plans() {
        return new JdbcPlans(fixture().database());
    }

    private static Plan.Wanted small(long sessions, Quota quota) {
        return new Plan.Wanted(SMALL, "Small", new Allowance(limitsOf(sessions), quota));
    }

    private Future<Revised<Berth>> following(String slug, int port) {
        NewTenant wanted = DirectoryContract.dedicated(slug, port, (port * 10) + "-" + (port * 10 + 9));
        return new JdbcDirectory(fixture().database())
                .createTenant(new NewTenant(
                        wanted.slug(),
                        wanted.name(),
                        wanted.storageRoot(),
                        wanted.fileOwner(),
                        wanted.endpoints(),
                        wanted.listeners(),
                        wanted.range(),
                        wanted.external(),
                        Optional.of(SMALL),
                        wanted.knownBy()));
    }

    private TenantId follower(String slug, int port) {
        return await(following(slug, port)).value().tenant().id();
    }

    private Map<TenantId, Limits> limits() {
        return await(new JdbcDirectory(fixture().database()).limits());
    }

    @Test
    void a_plan_is_read_back_as_it_was_made_and_changed_with_all_its_versions() {
        Revised<Plan> made = await(plans().create(small(5, ROOM)));
        assertThat(made.value().version()).isEqualTo(1);
        assertThat(await(plans().one(SMALL))).isEqualTo(made);
        assertThat(await(plans().all())).containsExactly(made.value());
        Revised<Plan> changed = await(plans().change(small(6, Quota.NONE), Optional.of(made.revision())));
        assertThat(changed.value().version()).isEqualTo(2);
        assertThat(await(plans().versions(SMALL)).stream()
                        .map(version -> version.allowance().quota()))
                .containsExactly(Quota.NONE, ROOM);
        assertThat(refusal(plans().change(small(7, ROOM), Optional.of(made.revision())))
                        .reason())
                .isEqualTo(Reason.STALE);
        assertThat(refusal(plans().create(small(5, ROOM))).reason()).isEqualTo(Reason.ALREADY_EXISTS);
        assertThat(refusal(plans().one(new PlanName("large"))).reason()).isEqualTo(Reason.NOT_FOUND);
    }

    @Test
    void tenants_follow_a_plan_and_have_their_own_before_it() {
        await(plans().create(small(5, ROOM)));
        TenantId north = follower("north", 2121);
        TenantId south = follower("south", 2122);
        TenantId alone = fixture().tenant("alone");
        await(new JdbcLimitSettings(fixture().database())
                .set(south, new Limits(Map.of(Limit.SESSIONS, 9L)), Optional.empty()));
        assertThat(limits().get(north).of(Limit.SESSIONS)).isEqualTo(5);
        assertThat(limits().get(south).of(Limit.SESSIONS)).isEqualTo(9);
        assertThat(limits()).doesNotContainKey(alone);
        await(plans().change(small(6, ROOM), Optional.empty()));
        assertThat(limits().get(north).of(Limit.SESSIONS)).isEqualTo(6);
        assertThat(limits().get(south).of(Limit.SESSIONS)).isEqualTo(9);
        assertThat(await(plans().terms(south)).of(Limit.SESSIONS)).isEqualTo(new Term(9, Source.OWN));
        assertThat(await(plans().terms(north)).of(Limit.SESSIONS)).isEqualTo(new Term(6, Source.PLAN));
        assertThat(await(plans().terms(alone)).of(Limit.SESSIONS).source()).isEqualTo(Source.DEFAULT);
        assertThat(await(plans().one(SMALL)).value().tenants()).isEqualTo(2);
        assertThat(refusal(plans().remove(SMALL, Optional.empty())).rule()).contains("2 tenants");
    }

    @Test
    void a_quota_comes_from_the_plan_and_what_was_reserved_before_a_change_is_reserved_anew() {
        await(plans().create(small(5, ROOM)));
        TenantId north = follower("north", 2121);
        var passwords = new Passwords(fixture().vertx(), DatabaseFixture.LOGIN);
        QuotaLedger ledger =
                await(JdbcQuotaLedger.open(fixture().vertx(), fixture().database(), "one"));
        Account bob = await(new JdbcAccounts(fixture().database(), passwords)
                .create(north, AccountsContract.account("bob", "s3cret")));
        try {
            assertThat(await(ledger.usage(Owner.of(north))).quota()).isEqualTo(ROOM);
            await(ledger.release(await(ledger.hold(bob, new Amount(100, 1, 0)))));
            await(plans().change(small(5, new Quota(50, Quota.UNLIMITED, Quota.UNLIMITED)), Optional.empty()));
            NodeUnderTest.await("the new quota", () -> fits(ledger, bob, 51) == 0);
            assertThat(fits(ledger, bob, 50)).isEqualTo(1);
        } finally {
            await(ledger.close());
            await(passwords.close());
        }
    }

    @Test
    void only_a_change_of_a_quota_has_what_is_reserved_given_back_and_that_of_many_at_once() {
        await(plans().create(small(5, ROOM)));
        TenantId north = follower("north", 2121);
        TenantId south = follower("south", 2122);
        var passwords = new Passwords(fixture().vertx(), DatabaseFixture.LOGIN);
        QuotaLedger ledger =
                await(JdbcQuotaLedger.open(fixture().vertx(), fixture().database(), "one"));
        var accounts = new JdbcAccounts(fixture().database(), passwords);
        try {
            for (TenantId tenant : List.of(north, south)) {
                Account bob = await(accounts.create(tenant, AccountsContract.account("bob", "s3cret")));
                await(ledger.release(await(ledger.hold(bob, new Amount(100, 1, 0)))));
            }
            Map<Long, Long> reserved = reserved();
            assertThat(reserved)
                    .hasSize(2)
                    .allSatisfy((_, octets) -> assertThat(octets).isPositive());
            await(plans().change(small(6, ROOM), Optional.empty()));
            await(plans().change(
                            new Plan.Wanted(SMALL, "Not so small", new Allowance(limitsOf(6), ROOM)),
                            Optional.empty()));
            await(new JdbcLimitSettings(fixture().database()).set(south, limitsOf(9), Optional.empty()));
            long ticks = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(2_500);
            NodeUnderTest.await("two seconds of the ledger", () -> {
                assertThat(reserved()).isEqualTo(reserved);
                return System.nanoTime() > ticks;
            });
            await(plans().change(small(6, new Quota(2_000, Quota.UNLIMITED, Quota.UNLIMITED)), Optional.empty()));
            NodeUnderTest.await(
                    "all to be given back", () -> reserved().values().stream().allMatch(octets -> octets == 0));
        } finally {
            await(ledger.close());
            await(passwords.close());
        }
    }

    private static Limits limitsOf(long sessions) {
        return new Limits(Map.of(Limit.SESSIONS, sessions));
    }

    /// What is reserved of each pool.
    private Map<Long, Long> reserved() {
        return await(fixture()
                        .database()
                        .transactions()
                        .read(
                                Scope.ALL,
                                work -> work.all(
                                        "select tenant_id, reserved_octets from quota_usage where account_id = 0",
                                        row -> Map.entry(row.getLong(1), row.getLong(2)))))
                .stream()
                .collect(toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static int fits(QuotaLedger ledger, Account account, long octets) {
        return await(ledger.hold(account, new Amount(octets, 1, 0))
                .compose(hold -> ledger.release(hold).map(1))
                .recover(cause ->
                        cause instanceof QuotaReached ? Future.succeededFuture(0) : Future.failedFuture(cause)));
    }

    @Test
    void a_tenant_follows_only_a_plan_that_is_there() {
        assertThat(refusal(following("north", 2121)).field()).isEqualTo("plan");
    }
}
