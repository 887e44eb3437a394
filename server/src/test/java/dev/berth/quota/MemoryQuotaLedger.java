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
    public synchronized Future<Hold> hold(Owner payer, Amount amount) {
        return take(new Hold(++last, payer, Amount.NONE), amount);
    }

    @Override
    public synchronized Future<Hold> extend(Hold hold, Amount more) {
        Hold current = holds.get(hold.id());
        return current == null
                ? Future.failedFuture(new IllegalStateException("the hold has ended"))
                : take(current, more);
    }

    private Future<Hold> take(Hold hold, Amount more) {
        for (Owner owner : hold.payer().charged()) {
            QuotaReached reached = over(owner, more);
            if (reached != null) {
                return Future.failedFuture(reached);
            }
        }
        hold.payer().charged().forEach(owner -> held.merge(owner, more, Amount::plus));
        Hold taken = new Hold(hold.id(), hold.payer(), hold.amount().plus(more));
        holds.put(hold.id(), taken);
        return Future.succeededFuture(taken);
    }

    private QuotaReached over(Owner owner, Amount more) {
        Quota quota = quotas.getOrDefault(owner, Quota.NONE);
        Quota room = room(owner);
        Amount taken = taken(owner);
        QuotaReached.Scope scope = owner.account().isPresent() ? QuotaReached.Scope.ACCOUNT : QuotaReached.Scope.TENANT;
        if (more.octets() > 0 && more.octets() > room.octets()) {
            return new QuotaReached(scope, QuotaReached.Kind.OCTETS, quota.octets(), taken.octets());
        }
        if (more.files() > 0 && more.files() > room.files()) {
            return new QuotaReached(scope, QuotaReached.Kind.FILES, quota.files(), taken.files());
        }
        return more.volume() > 0 && more.volume() > room.volume()
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
            for (Owner owner : current.payer().charged()) {
                held.merge(owner, Amount.NONE.minus(current.amount()), Amount::plus);
                used.merge(owner, actual, Amount::plus);
            }
            changes++;
        }
        return Future.succeededFuture();
    }

    @Override
    public synchronized Future<Void> book(Owner payer, Amount change) {
        payer.charged().forEach(owner -> used.merge(owner, change, Amount::plus));
        changes++;
        return Future.succeededFuture();
    }

    @Override
    public synchronized Future<Standing> standing(Account account) {
        Owner mine = Owner.of(account);
        Owner pool = Owner.of(account.tenant().id());
        return Future.succeededFuture(new Standing(
                quotas.getOrDefault(mine, Quota.NONE),
                used.getOrDefault(mine, Amount.NONE),
                quotas.getOrDefault(pool, Quota.NONE),
                used.getOrDefault(pool, Amount.NONE),
                room(mine).and(room(pool))));
    }

    @Override
    public synchronized Future<Quota> left(Owner payer) {
        return Future.succeededFuture(payer.charged().stream().map(this::room).reduce(Quota.NONE, Quota::and));
    }

    private Quota room(Owner owner) {
        return quotas.getOrDefault(owner, Quota.NONE).less(taken(owner));
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
