package dev.berth.jdbc;

import dev.berth.account.Account;
import dev.berth.quota.Amount;
import dev.berth.quota.Drift;
import dev.berth.quota.Hold;
import dev.berth.quota.Owner;
import dev.berth.quota.Quota;
import dev.berth.quota.QuotaLedger;
import dev.berth.quota.Standing;
import dev.berth.tenant.DirectoryUnavailable;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/// The [QuotaLedger] in the database.
///
/// A node reserves room in pieces, so that most transfers are let in and booked without asking the database; what
/// was booked is written down once a second, in one numbered batch. Only what is reserved can be used, hence used
/// and reserved together never exceed a quota, whatever other nodes do. What asks the database happens on one context;
/// what does not, on the caller's thread.
public final class JdbcQuotaLedger implements QuotaLedger {

    private static final long WRITE_MILLIS = 1_000;
    private static final int ATTEMPTS = 5;

    private final Context context;
    private final QuotaStore store;
    private final NodeBooks books;
    private final QuotaTurns turns = new QuotaTurns();
    private final QuotaTurns readers = new QuotaTurns();
    private final GivingBack givingBack;
    private final long timer;
    private Map<Owner, Amount> batch = Map.of();
    private Future<Void> writing = Future.succeededFuture();
    private long writings;
    private boolean ticking;

    private JdbcQuotaLedger(Vertx vertx, Context context, QuotaStore store, Revisions revisions) {
        this.context = context;
        this.books = new NodeBooks(revisions::latest);
        this.store = store;
        this.givingBack = new GivingBack(store, books, turns, revisions);
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
    public Future<Hold> hold(Owner payer, Amount amount) {
        return held(payer, amount, () -> books.hold(payer, amount));
    }

    @Override
    public Future<Hold> extend(Hold hold, Amount more) {
        return held(hold.payer(), more, () -> books.extend(hold, more));
    }

    @Override
    public Future<Void> commit(Hold hold, Amount actual) {
        books.commit(hold, actual);
        return Future.succeededFuture();
    }

    @Override
    public Future<Void> book(Owner payer, Amount change) {
        books.book(payer, change);
        return Future.succeededFuture();
    }

    @Override
    public Future<Standing> standing(Account account) {
        return there(() -> {
            Owner mine = Owner.of(account);
            Owner pool = Owner.of(account.tenant().id());
            return Future.all(state(mine), state(pool)).map(both -> {
                QuotaState own = both.resultAt(0);
                QuotaState shared = both.resultAt(1);
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
                .map(all ->
                        all.<QuotaState>list().stream().map(QuotaState::left).reduce(Quota.NONE, Quota::and)));
    }

    @Override
    public Future<Usage> usage(Owner owner) {
        return there(() -> state(owner).map(state -> new Usage(state.quota(), state.used())));
    }

    @Override
    public Future<Long> limit(Owner owner, Quota quota) {
        return store.limit(owner, quota)
                .compose(revision -> there(() -> turns.next(owner.tenant(), () -> givingBack.free(List.of(owner))))
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

    /// One at a time within a tenant: clients ask for it as often as they like, and others need the threads, too.
    private Future<QuotaState> state(Owner owner) {
        return readers.nextIfThere(owner.tenant(), () -> state(owner, ATTEMPTS));
    }

    /// Between two writings: what is being written down is known to neither side for a moment. Where the database is
    /// too slow for that, the last attempt has to do.
    private Future<QuotaState> state(Owner owner, int attempts) {
        long before = writings;
        return writing.transform((_, cause) ->
                        cause instanceof DirectoryUnavailable ? Future.failedFuture(cause) : store.read(owner))
                .compose(read -> writings == before || attempts == 1
                        ? Future.succeededFuture(
                                QuotaState.of(read, books.snapshot(owner), batch.getOrDefault(owner, Amount.NONE)))
                        : state(owner, attempts - 1));
    }

    /// Sets aside at once what is reserved already; else reserves more first.
    private Future<Hold> held(Owner payer, Amount amount, Supplier<Optional<Hold>> attempt) {
        Optional<Hold> hold;
        try {
            hold = attempt.get();
        } catch (IllegalStateException ended) {
            return Future.failedFuture(ended);
        }
        return hold.map(Future::succeededFuture)
                .orElseGet(() -> there(() -> turns.next(payer.tenant(), () -> reserve(payer, amount, attempt))));
    }

    private Future<Hold> reserve(Owner payer, Amount amount, Supplier<Optional<Hold>> attempt) {
        Optional<Hold> hold = attempt.get();
        if (hold.isPresent()) {
            return Future.succeededFuture(hold.get());
        }
        return store.reserve(books.missing(payer, amount), amount).compose(granted -> {
            granted.forEach(books::reserved);
            // Another transfer may have taken what was free while the database was asked.
            return reserve(payer, amount, attempt);
        });
    }

    private void tick() {
        if (ticking) {
            return; // nothing is written down while a lease is given back, or it would be deleted with it
        }
        ticking = true;
        write().compose(_ -> givingBack.outdated())
                .compose(_ -> givingBack.idle())
                .onComplete(
                        _ -> ticking = false, _ -> ticking = false); // logged by the store; the next tick tries again
    }

    /// Writes down all that was booked. One batch at a time; one that failed is written again before the next.
    private Future<Void> write() {
        if (!writing.isComplete()) {
            return writing.transform(_ -> write());
        }
        boolean again = !batch.isEmpty();
        if (!again) {
            batch = books.takeUnwritten();
        }
        if (batch.isEmpty()) {
            return Future.succeededFuture();
        }
        writings++;
        writing = store.write(batch).onSuccess(_ -> batch = Map.of());
        return again ? writing.compose(_ -> write()) : writing;
    }

    private Future<Drift> recount(Owner owner, Supplier<Future<Amount>> measure, int attempts) {
        if (attempts == 0) {
            return Future.failedFuture(new StillBusy());
        }
        NodeBooks.Snapshot before = books.snapshot(owner); // what is booked from now on disturbs
        return write().compose(_ -> store.version(owner)).compose(version -> {
            return measure.get().compose(counted -> {
                NodeBooks.Snapshot after = books.snapshot(owner);
                boolean undisturbed = before.quiet() && after.quiet() && after.changes() == before.changes();
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
