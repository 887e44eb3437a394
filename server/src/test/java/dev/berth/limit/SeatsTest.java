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
import io.vertx.core.Future;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/// Seats are never more than there may be, and none is lost, whoever comes and goes on however many loops.
class SeatsTest {

    private static final InetAddress CLIENT = InetAddress.ofLiteral("192.0.2.1");
    private static final Tenant ACME =
            new Tenant(new TenantId(1), new Slug("acme"), "Acme", TenantStatus.ACTIVE, "acme");

    private final AllLimits limits = new AllLimits();
    private final Seats seats = new Seats(limits);

    private static Account account(long id, Limits limits) {
        return new Account(
                new AccountId(id),
                ACME,
                new UserName("u" + id),
                "/",
                Set.of(),
                Access.WHOLE,
                LoginRules.USUAL,
                Optional.empty(),
                limits);
    }

    private void tenant(Limit limit, long number) {
        limits.replace(Map.of(ACME.id(), Limits.NONE.with(limit, number)));
    }

    private Future<Void> take(long session, Account account) {
        return seats.take(session, account, CLIENT, Runnable::run);
    }

    @Test
    void who_waits_gets_the_seat_that_is_given_back_in_the_order_of_coming() {
        tenant(Limit.SESSIONS, 1);
        assertThat(take(1, account(1, Limits.NONE)).succeeded()).isTrue();
        Future<Void> second = take(2, account(2, Limits.NONE));
        Future<Void> third = take(3, account(2, Limits.NONE));
        assertThat(second.isComplete()).isFalse();
        seats.leave(1);
        assertThat(second.succeeded()).isTrue();
        assertThat(third.isComplete()).isFalse();
        seats.giveUp(3);
        assertThat(third.cause()).hasMessage("tenant acme: 1 of 1 sessions");
        seats.leave(2);
        assertThat(seats.taken()).isEmpty();
    }

    @Test
    void a_seat_is_not_given_to_whom_another_limit_stops() {
        tenant(Limit.SESSIONS, 2);
        Account single = account(1, Limits.NONE.with(Limit.SESSIONS, 1));
        assertThat(take(1, single).succeeded()).isTrue();
        assertThat(take(2, account(2, Limits.NONE)).succeeded()).isTrue();
        Future<Void> again = take(3, single);
        Future<Void> other = take(4, account(3, Limits.NONE));
        seats.leave(2);
        assertThat(again.isComplete()).isFalse();
        assertThat(other.succeeded()).isTrue();
    }

    @Test
    void what_an_account_may_is_what_was_heard_of_it_last() {
        var all = new NodeLimits(limits, new Bandwidth(limits), seats, new LoginRates(limits));
        Account before = account(1, Limits.NONE.with(Limit.FILE_SIZE, 10));
        assertThat(take(1, before).succeeded()).isTrue();
        assertThat(all.of(before, Limit.FILE_SIZE)).isEqualTo(10);
        all.changed(account(1, Limits.NONE.with(Limit.FILE_SIZE, 20)));
        assertThat(all.of(before, Limit.FILE_SIZE)).isEqualTo(20);
        tenant(Limit.FILE_SIZE, 5);
        assertThat(all.of(before, Limit.FILE_SIZE)).isEqualTo(5);
    }

    @Test
    void logins_that_were_refused_do_not_keep_others_waiting() {
        tenant(Limit.LOGINS, 60);
        var rates = new LoginRates(limits);
        long now = 0;
        int accepted = 0;
        for (int i = 0; i < 100_000; i++) {
            now += TimeUnit.MILLISECONDS.toNanos(1);
            try {
                accepted += rates.ask(ACME.id(), CLIENT, 0, now) == 0 ? 1 : 0;
            } catch (LimitReached refused) {
                assertThat(refused.words()).isEqualTo("this tenant: at most 60 logins per minute");
            }
        }
        assertThat(accepted).isBetween(100, 135); // in 100 s, with the 30 that may come at once
    }

    @Test
    void many_loops_at_once_never_have_more_seats_than_there_are() throws Exception {
        tenant(Limit.SESSIONS, 5);
        var inside = new AtomicInteger();
        var most = new AtomicInteger();
        try (var threads = Executors.newFixedThreadPool(8)) {
            List<java.util.concurrent.Future<?>> loops = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                long first = i * 10_000L;
                loops.add(threads.submit(() -> {
                    for (long session = first; session < first + 2_000; session++) {
                        Future<Void> seat = take(session, account(session % 7, Limits.NONE));
                        if (seat.succeeded()) {
                            most.accumulateAndGet(inside.incrementAndGet(), Math::max);
                            inside.decrementAndGet();
                        }
                        seats.leave(session);
                    }
                }));
            }
            for (var loop : loops) {
                loop.get(30, TimeUnit.SECONDS);
            }
        }
        assertThat(most.get()).isBetween(1, 5);
        assertThat(seats.taken()).isEmpty();
    }
}
