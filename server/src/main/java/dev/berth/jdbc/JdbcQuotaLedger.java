package dev.berth.jdbc;

import dev.berth.account.Account;
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
import java.util.LinkedHashMap;
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
    private final Map<TenantId, Future<Void>> turns = new HashMap<>();
    private final long timer;
    private Map<Owner, Amount> batch = Map.of();
    private Future<Void> writing = Future.succeededFuture();
    private long last;

    private JdbcQuotaLedger(Vertx vertx, Context context, QuotaStore store) {
        this.context = context;
        this.store = store;
        this.timer = vertx.setPeriodic(WRITE_MILLIS, _ -> context.runOnContext(_ -> tick()));
    }

    /// Opens the books, and gives back what earlier processes of this node have left reserved.
    ///
    /// @param node the name of this node
    public static Future<QuotaLedger> open(Vertx vertx, Database database, String node) {
        Context context = vertx.getOrCreateContext();
        return QuotaStore.open(database, node).map(store -> new JdbcQuotaLedger(vertx, context, store));
    }

    @Override
    public Future<Hold> hold(Owner payer, Amount amount) {
        return there(() -> room(payer, amount).map(_ -> {
            Hold hold = new Hold(++last, payer, amount);
            take(hold, amount, true);
            return hold;
        }));
    }

    @Override
    public Future<Hold> extend(Hold hold, Amount more) {
        return there(() -> room(hold.payer(), more).map(_ -> {
            Hold before = holds.get(hold.id());
            if (before == null) {
                throw new IllegalStateException("the hold has ended");
            }
            Hold after = new Hold(hold.id(), hold.payer(), before.amount().plus(more));
            take(after, more, false);
            return after;
        }));
    }

    @Override
    public Future<Void> commit(Hold hold, Amount actual) {
        return there(() -> {
            Hold current = holds.remove(hold.id());
            if (current != null) {
                for (QuotaBooks each : charged(current.payer())) {
                    each.unhold(current.amount());
                    each.book(actual);
                }
            }
            return Future.succeededFuture();
        });
    }

    @Override
    public Future<Void> book(Owner payer, Amount change) {
        return there(() -> {
            charged(payer).forEach(each -> each.book(change));
            return Future.succeededFuture();
        });
    }

    @Override
    public Future<Standing> standing(Account account) {
        return there(() -> {
            Owner mine = Owner.of(account);
            Owner pool = Owner.of(account.tenant().id());
            return Future.all(state(mine), state(pool)).map(both -> {
                State own = both.resultAt(0);
                State shared = both.resultAt(1);
                return new Standing(
                        own.quota(),
                        own.used(),
                        shared.quota(),
                        shared.used(),
                        own.left().and(shared.left()));
            });
        });
    }

    @Override
    public Future<Quota> left(Owner payer) {
        return there(() -> Future.all(payer.charged().stream().map(this::state).toList())
                .map(all -> all.<State>list().stream().map(State::left).reduce(Quota.NONE, Quota::and)));
    }

    @Override
    public Future<Usage> usage(Owner owner) {
        return there(() -> state(owner).map(state -> new Usage(state.quota(), state.used())));
    }

    @Override
    public Future<Long> limit(Owner owner, Quota quota) {
        return store.limit(owner, quota)
                .compose(revision -> there(() -> inTurn(owner.tenant(), () -> giveBackFree(owner)))
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

    /// What is known of an owner: by the database, and of this node's bookings that are not written down.
    private record State(Quota quota, Amount used, Quota left) {}

    private Future<State> state(Owner owner) {
        return store.read(owner).map(read -> {
            QuotaBooks mine = books(owner);
            Amount used = read.books().used().plus(mine.unwritten());
            // Of what is reserved, this node's own is free as far as nothing holds it.
            Amount taken = read.books()
                    .used()
                    .plus(read.books().reserved())
                    .minus(mine.lease().minus(mine.held()));
            return new State(read.quota(), used, read.quota().less(taken));
        });
    }

    /// Makes sure that there is room, by reserving more if need be.
    private Future<Void> room(Owner payer, Amount amount) {
        return fits(payer, amount) ? Future.succeededFuture() : inTurn(payer.tenant(), () -> reserve(payer, amount));
    }

    private Future<Void> reserve(Owner payer, Amount amount) {
        if (fits(payer, amount)) {
            return Future.succeededFuture();
        }
        Map<Owner, Amount> missing = new LinkedHashMap<>();
        charged(payer).forEach(each -> missing.put(each.owner(), each.missing(amount)));
        return store.reserve(missing, amount).compose(granted -> {
            granted.forEach((owner, more) -> books(owner).reserved(more));
            // Another transfer may have taken what was free while the database was asked.
            return reserve(payer, amount);
        });
    }

    private boolean fits(Owner payer, Amount amount) {
        return charged(payer).stream().allMatch(each -> each.has(amount));
    }

    private void take(Hold hold, Amount amount, boolean another) {
        holds.put(hold.id(), hold);
        charged(hold.payer()).forEach(each -> each.hold(amount, another));
    }

    /// One after the other within a tenant, so that several transfers do not each reserve what one of them would do.
    private Future<Void> inTurn(TenantId tenant, Supplier<Future<Void>> work) {
        Future<Void> mine = turns.getOrDefault(tenant, Future.succeededFuture()).transform(_ -> work.get());
        turns.put(tenant, mine);
        return mine.onComplete(_ -> turns.remove(tenant, mine));
    }

    private List<QuotaBooks> charged(Owner payer) {
        return payer.charged().stream().map(this::books).toList();
    }

    private QuotaBooks books(Owner owner) {
        return books.computeIfAbsent(owner, QuotaBooks::new);
    }

    private void tick() {
        write().compose(_ -> giveBackIdle())
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

    private Future<Void> giveBackIdle() {
        Future<Void> all = Future.succeededFuture();
        for (QuotaBooks each : List.copyOf(books.values())) {
            if (each.isIdle(IDLE_NANOS)) {
                all = all.compose(_ -> inTurn(each.owner().tenant(), () -> giveBack(each)));
            }
        }
        return all;
    }

    /// A new quota counts from the next transfer on: what is reserved and free is reserved anew, within it.
    private Future<Void> giveBackFree(Owner owner) {
        QuotaBooks mine = books(owner);
        Amount free = mine.lease().minus(mine.held()).positive();
        mine.reserved(Amount.NONE.minus(free));
        return store.giveBack(owner, free).onFailure(_ -> mine.reserved(free));
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
