package dev.berth.quota;

import dev.berth.account.Account;
import io.vertx.core.Future;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/// A [QuotaLedger] in memory that keeps the contract.
public final class MemoryQuotaLedger implements QuotaLedger {

    private static final int ATTEMPTS = 5;

    private final Map<Owner, Quota> quotas = new HashMap<>();
    private final Map<Owner, Amount> used = new HashMap<>();
    private final Map<Owner, Amount> held = new HashMap<>();
    private final Map<Long, Hold> holds = new HashMap<>();
    private long last;
    private long changes;

    @Override
    public synchronized Future<Hold> hold(Account account, Amount amount) {
        Hold hold = new Hold(++last, account.tenant().id(), account.id(), Amount.NONE);
        return take(hold, amount);
    }

    @Override
    public synchronized Future<Hold> extend(Hold hold, Amount more) {
        Hold current = holds.get(hold.id());
        return current == null
                ? Future.failedFuture(new IllegalStateException("the hold has ended"))
                : take(current, more);
    }

    private Future<Hold> take(Hold hold, Amount more) {
        for (Owner owner : owners(hold)) {
            QuotaReached reached = over(owner, more);
            if (reached != null) {
                return Future.failedFuture(reached);
            }
        }
        owners(hold).forEach(owner -> held.merge(owner, more, Amount::plus));
        Hold taken =
                new Hold(hold.id(), hold.tenant(), hold.account(), hold.amount().plus(more));
        holds.put(hold.id(), taken);
        return Future.succeededFuture(taken);
    }

    private QuotaReached over(Owner owner, Amount more) {
        Quota quota = quotas.getOrDefault(owner, Quota.NONE);
        Amount taken = taken(owner);
        QuotaReached.Scope scope = owner.account().isPresent() ? QuotaReached.Scope.ACCOUNT : QuotaReached.Scope.TENANT;
        if (more.octets() > 0 && more.octets() > left(quota.octets(), taken.octets())) {
            return new QuotaReached(scope, QuotaReached.Kind.OCTETS, quota.octets(), taken.octets());
        }
        if (more.files() > 0 && more.files() > left(quota.files(), taken.files())) {
            return new QuotaReached(scope, QuotaReached.Kind.FILES, quota.files(), taken.files());
        }
        return more.volume() > 0 && more.volume() > left(quota.volume(), taken.volume())
                ? new QuotaReached(scope, QuotaReached.Kind.VOLUME, quota.volume(), taken.volume())
                : null;
    }

    private Amount taken(Owner owner) {
        return used.getOrDefault(owner, Amount.NONE).plus(held.getOrDefault(owner, Amount.NONE));
    }

    @Override
    public synchronized Future<Void> commit(Hold hold, Amount actual) {
        Hold current = holds.remove(hold.id());
        if (current != null) {
            for (Owner owner : owners(current)) {
                held.merge(owner, Amount.NONE.minus(current.amount()), Amount::plus);
                used.merge(owner, actual, Amount::plus);
            }
            changes++;
        }
        return Future.succeededFuture();
    }

    @Override
    public synchronized Future<Void> book(Account account, Amount change) {
        used.merge(Owner.of(account.tenant().id(), account.id()), change, Amount::plus);
        used.merge(Owner.of(account.tenant().id()), change, Amount::plus);
        changes++;
        return Future.succeededFuture();
    }

    private static List<Owner> owners(Hold hold) {
        return List.of(Owner.of(hold.tenant(), hold.account()), Owner.of(hold.tenant()));
    }

    @Override
    public synchronized Future<Standing> standing(Account account) {
        Owner mine = Owner.of(account.tenant().id(), account.id());
        Owner pool = Owner.of(account.tenant().id());
        Quota own = left(mine);
        Quota shared = left(pool);
        return Future.succeededFuture(new Standing(
                quotas.getOrDefault(mine, Quota.NONE),
                used.getOrDefault(mine, Amount.NONE),
                quotas.getOrDefault(pool, Quota.NONE),
                used.getOrDefault(pool, Amount.NONE),
                new Quota(
                        Math.min(own.octets(), shared.octets()),
                        Math.min(own.files(), shared.files()),
                        Math.min(own.volume(), shared.volume()))));
    }

    private Quota left(Owner owner) {
        Quota quota = quotas.getOrDefault(owner, Quota.NONE);
        Amount taken = taken(owner);
        return new Quota(
                left(quota.octets(), taken.octets()),
                left(quota.files(), taken.files()),
                left(quota.volume(), taken.volume()));
    }

    private static long left(long limit, long taken) {
        return limit == Quota.UNLIMITED ? limit : Math.max(0, limit - taken);
    }

    @Override
    public synchronized Future<Usage> usage(Owner owner) {
        return Future.succeededFuture(
                new Usage(quotas.getOrDefault(owner, Quota.NONE), used.getOrDefault(owner, Amount.NONE)));
    }

    @Override
    public synchronized Future<Long> limit(Owner owner, Quota quota) {
        quotas.put(owner, quota);
        return Future.succeededFuture(1L);
    }

    @Override
    public Future<Place> place(Owner owner) {
        return Future.failedFuture(new UnsupportedOperationException("nothing lies anywhere"));
    }

    @Override
    public Future<List<Owner>> unsure() {
        return Future.succeededFuture(List.of());
    }

    @Override
    public Future<Drift> recount(Owner owner, Supplier<Future<Amount>> measure) {
        return recount(owner, measure, ATTEMPTS);
    }

    private Future<Drift> recount(Owner owner, Supplier<Future<Amount>> measure, int attempts) {
        if (attempts == 0) {
            return Future.failedFuture(new StillBusy());
        }
        long before = changes;
        return measure.get()
                .compose(counted -> before == changes
                        ? Future.succeededFuture(correct(owner, counted))
                        : recount(owner, measure, attempts - 1));
    }

    private synchronized Drift correct(Owner owner, Amount counted) {
        Amount booked = used.getOrDefault(owner, Amount.NONE);
        used.put(owner, new Amount(counted.octets(), counted.files(), booked.volume()));
        return new Drift(booked, counted);
    }

    @Override
    public Future<Void> close() {
        return Future.succeededFuture();
    }
}
