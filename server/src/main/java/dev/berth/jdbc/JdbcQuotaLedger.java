package dev.berth.jdbc;

import dev.berth.account.Account;
import dev.berth.account.AccountId;
import dev.berth.quota.Amount;
import dev.berth.quota.Drift;
import dev.berth.quota.Hold;
import dev.berth.quota.Owner;
import dev.berth.quota.Quota;
import dev.berth.quota.QuotaLedger;
import dev.berth.quota.Standing;
import dev.berth.tenant.TenantId;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/// The [QuotaLedger] in the database.
///
/// A node reserves room in pieces, so that most transfers are let in and booked without asking the database; what
/// was booked is written down once a second, in one numbered batch. Only what is reserved can be used, hence used
/// and reserved together never exceed a quota, whatever other nodes do. Everything here happens on one context.
public final class JdbcQuotaLedger implements QuotaLedger {

    private static final long WRITE_MILLIS = 1_000;
    private static final long IDLE_NANOS = 10_000_000_000L;
    private static final int ATTEMPTS = 5;

    private final Context context;
    private final QuotaStore store;
    private final Map<Owner, QuotaBooks> books = new HashMap<>();
    private final Map<Long, Hold> holds = new HashMap<>();
    private final QuotaTurns turns = new QuotaTurns();
    private final Revisions revisions;
    private final long timer;
    private Map<Owner, Amount> batch = Map.of();
    private Future<Void> writing = Future.succeededFuture();
    private long last;

    private JdbcQuotaLedger(Vertx vertx, Context context, QuotaStore store, Revisions revisions) {
        this.context = context;
        this.revisions = revisions;
        this.store = store;
        this.timer = vertx.setPeriodic(WRITE_MILLIS, _ -> context.runOnContext(_ -> tick()));
    }

    /// Opens the books, and gives back what earlier processes of this node have left reserved.
    ///
    /// @param node the name of this node
    public static Future<QuotaLedger> open(Vertx vertx, Database database, String node) {
        Context context = vertx.getOrCreateContext();
        return QuotaStore.open(database, node)
                .map(store -> new JdbcQuotaLedger(vertx, context, store, database.revisions()));
    }

    @Override
    public Future<Hold> hold(Account account, Amount amount) {
        return there(() -> {
            TenantId tenant = account.tenant().id();
            return room(tenant, account.id(), amount).map(_ -> {
                Hold hold = new Hold(++last, tenant, account.id(), amount);
                take(hold, amount, true);
                return hold;
            });
        });
    }

    @Override
    public Future<Hold> extend(Hold hold, Amount more) {
        return there(() -> room(hold.tenant(), hold.account(), more).map(_ -> {
            Hold before = holds.get(hold.id());
            if (before == null) {
                throw new IllegalStateException("the hold has ended");
            }
            Hold after = new Hold(
                    hold.id(), hold.tenant(), hold.account(), before.amount().plus(more));
            take(after, more, false);
            return after;
        }));
    }

    @Override
    public Future<Void> commit(Hold hold, Amount actual) {
        return there(() -> {
            Hold current = holds.remove(hold.id());
            if (current != null) {
                for (QuotaBooks each : both(current.tenant(), current.account())) {
                    each.unhold(current.amount());
                    each.book(actual);
                }
            }
            return Future.succeededFuture();
        });
    }

    @Override
    public Future<Void> book(Account account, Amount change) {
        return there(() -> {
            both(account.tenant().id(), account.id()).forEach(each -> each.book(change));
            return Future.succeededFuture();
        });
    }

    @Override
    public Future<Standing> standing(Account account) {
        return there(() -> {
            Owner mine = Owner.of(account.tenant().id(), account.id());
            Owner pool = Owner.of(account.tenant().id());
            return Future.all(state(mine), state(pool)).map(both -> {
                QuotaState own = both.resultAt(0);
                QuotaState shared = both.resultAt(1);
                Quota left = new Quota(
                        Math.min(own.left().octets(), shared.left().octets()),
                        Math.min(own.left().files(), shared.left().files()),
                        Math.min(own.left().volume(), shared.left().volume()));
                return new Standing(own.quota(), own.used(), shared.quota(), shared.used(), left);
            });
        });
    }

    @Override
    public Future<Usage> usage(Owner owner) {
        return there(() -> state(owner).map(state -> new Usage(state.quota(), state.used())));
    }

    @Override
    public Future<Long> limit(Owner owner, Quota quota) {
        return store.limit(owner, quota)
                .compose(revision -> there(() -> turns.next(owner.tenant(), () -> giveBackFree(owner)))
                        .map(revision));
    }

    @Override
    public Future<Place> place(Owner owner) {
        return store.place(owner);
    }

    @Override
    public Future<List<Owner>> unsure() {
        return store.unsure();
    }

    @Override
    public Future<Drift> recount(Owner owner, Supplier<Future<Amount>> measure) {
        return there(() -> recount(owner, measure, ATTEMPTS));
    }

    @Override
    public Future<Void> close() {
        return there(() -> {
            context.owner().cancelTimer(timer);
            return write().compose(_ -> store.close());
        });
    }

    private Future<QuotaState> state(Owner owner) {
        return store.read(owner).map(read -> QuotaState.of(read, books(owner)));
    }

    /// Makes sure that there is room, by reserving more if need be.
    private Future<Void> room(TenantId tenant, AccountId account, Amount amount) {
        return fits(tenant, account, amount)
                ? Future.succeededFuture()
                : turns.next(tenant, () -> reserve(tenant, account, amount));
    }

    private Future<Void> reserve(TenantId tenant, AccountId account, Amount amount) {
        if (fits(tenant, account, amount)) {
            return Future.succeededFuture();
        }
        List<QuotaBooks> both = both(tenant, account);
        return store.reserve(
                        both.getFirst().owner(),
                        both.getFirst().missing(amount),
                        both.getLast().owner(),
                        both.getLast().missing(amount),
                        amount)
                .compose(granted -> {
                    both.getFirst().reserved(granted.account());
                    both.getLast().reserved(granted.tenant());
                    // Another transfer may have taken what was free while the database was asked.
                    return reserve(tenant, account, amount);
                });
    }

    private boolean fits(TenantId tenant, AccountId account, Amount amount) {
        return both(tenant, account).stream().allMatch(each -> each.has(amount));
    }

    private void take(Hold hold, Amount amount, boolean another) {
        holds.put(hold.id(), hold);
        both(hold.tenant(), hold.account()).forEach(each -> each.hold(amount, another));
    }

    private List<QuotaBooks> both(TenantId tenant, AccountId account) {
        return List.of(books(Owner.of(tenant, account)), books(Owner.of(tenant)));
    }

    private QuotaBooks books(Owner owner) {
        return books.computeIfAbsent(owner, _ -> new QuotaBooks(owner, revisions.latest()));
    }

    private void tick() {
        write().compose(_ -> giveBackOutdated())
                .compose(_ -> giveBackIdle())
                .onComplete(_ -> {}, _ -> {}); // the store has logged it; the next tick tries again
    }

    /// Writes down what was booked. One batch at a time; one that failed is written again before the next.
    private Future<Void> write() {
        if (!writing.isComplete()) {
            return writing.transform(_ -> write());
        }
        if (batch.isEmpty()) {
            batch = takeUnwritten();
        }
        if (batch.isEmpty()) {
            return Future.succeededFuture();
        }
        writing = store.write(batch).onSuccess(_ -> batch = Map.of());
        return writing;
    }

    private Map<Owner, Amount> takeUnwritten() {
        Map<Owner, Amount> taken = new HashMap<>();
        for (QuotaBooks each : books.values()) {
            if (!each.unwritten().isNothing()) {
                taken.put(each.owner(), each.take());
            }
        }
        return taken;
    }

    /// What was reserved before a quota was changed, be it by another node or by a plan.
    private Future<Void> giveBackOutdated() {
        Future<Void> all = Future.succeededFuture();
        for (QuotaBooks each : List.copyOf(books.values())) {
            TenantId tenant = each.owner().tenant();
            if (each.isOlderThan(Math.max(revisions.touched(tenant), revisions.touched(Revisions.PLANS)))) {
                all = all.compose(_ -> turns.next(tenant, () -> giveBackFree(each.owner())));
            }
        }
        return all;
    }

    private Future<Void> giveBackIdle() {
        Future<Void> all = Future.succeededFuture();
        for (QuotaBooks each : List.copyOf(books.values())) {
            if (each.isIdle(IDLE_NANOS)) {
                all = all.compose(_ -> turns.next(each.owner().tenant(), () -> giveBack(each)));
            }
        }
        return all;
    }

    /// A new quota counts from the next transfer on: what is reserved and free is reserved anew, within it.
    private Future<Void> giveBackFree(Owner owner) {
        QuotaBooks mine = books(owner);
        mine.knows(revisions.latest());
        Amount free = mine.lease().minus(mine.held()).positive();
        mine.reserved(Amount.NONE.minus(free));
        return free.isNothing()
                ? Future.succeededFuture()
                : store.giveBack(owner, free).onFailure(_ -> mine.reserved(free));
    }

    private Future<Void> giveBack(QuotaBooks each) {
        if (!each.isIdle(IDLE_NANOS)) {
            return Future.succeededFuture();
        }
        Amount lease = each.lease();
        each.reserved(Amount.NONE.minus(lease)); // whoever comes now reserves anew, behind this in the same turn
        return store.giveBack(each.owner())
                .onComplete(_ -> books.remove(each.owner(), each), _ -> each.reserved(lease));
    }

    private Future<Drift> recount(Owner owner, Supplier<Future<Amount>> measure, int attempts) {
        if (attempts == 0) {
            return Future.failedFuture(new StillBusy());
        }
        return write().compose(_ -> store.version(owner)).compose(version -> {
            long changes = books(owner).changes();
            boolean quiet = books(owner).isQuiet();
            return measure.get().compose(counted -> {
                boolean undisturbed =
                        quiet && books(owner).isQuiet() && books(owner).changes() == changes;
                return undisturbed
                        ? store.correct(owner, version, counted)
                                .compose(drift -> drift.map(Future::succeededFuture)
                                        .orElseGet(() -> recount(owner, measure, attempts - 1)))
                        : recount(owner, measure, attempts - 1);
            });
        });
    }

    /// Runs `work` on the ledger's context.
    ///
    /// @return what it gave, on the caller's context
    private <T> Future<T> there(Supplier<Future<T>> work) {
        var result = new CompletableFuture<T>();
        Future<T> answer = Future.fromCompletionStage(result, context.owner().getOrCreateContext());
        context.runOnContext(_ -> Future.succeededFuture()
                .compose(_ -> work.get())
                .onComplete(result::complete, result::completeExceptionally));
        return answer;
    }
}
