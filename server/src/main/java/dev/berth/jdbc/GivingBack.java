package dev.berth.jdbc;

import static java.util.stream.Collectors.toSet;

import dev.berth.quota.Amount;
import dev.berth.quota.Owner;
import dev.berth.tenant.DirectoryUnavailable;
import dev.berth.tenant.TenantId;
import io.vertx.core.Future;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Gives back what this process has reserved of quotas and does not use. It is used on the context of the ledger.
final class GivingBack {

    private static final long IDLE_NANOS = 10_000_000_000L;

    /// Of how many owners something is given back in one transaction; their tenants wait for its end.
    private static final int TOGETHER = 20;

    private final QuotaStore store;
    private final NodeBooks books;
    private final QuotaTurns turns;
    private final Revisions revisions;

    /// @param turns in which others reserve
    GivingBack(QuotaStore store, NodeBooks books, QuotaTurns turns, Revisions revisions) {
        this.store = store;
        this.books = books;
        this.turns = turns;
        this.revisions = revisions;
    }

    /// What was reserved before a quota was changed, be it by another node or by a plan; many tenants may follow that.
    Future<Void> outdated() {
        List<Owner> outdated = books.outdated(revisions::touchedQuotas);
        Future<Void> all = Future.succeededFuture();
        for (int from = 0; from < outdated.size(); from += TOGETHER) {
            List<Owner> some = outdated.subList(from, Math.min(from + TOGETHER, outdated.size()));
            Set<TenantId> tenants = some.stream().map(Owner::tenant).collect(toSet());
            all = all.compose(_ -> goOn(turns.next(tenants.iterator(), () -> free(some))));
        }
        return all;
    }

    /// What is reserved for owners who have not done anything for a while.
    Future<Void> idle() {
        Future<Void> all = Future.succeededFuture();
        for (Owner owner : books.idle(IDLE_NANOS)) {
            all = all.compose(_ -> goOn(turns.next(owner.tenant(), () -> all(owner))));
        }
        return all;
    }

    /// A new quota counts from the next transfer on: what is reserved and free is reserved anew, within it. If the
    /// database does not answer, it has more reserved than is used here, until the owner is idle. It is called in
    /// the turns of their tenants.
    Future<Void> free(List<Owner> owners) {
        Map<Owner, Amount> free = new HashMap<>();
        owners.forEach(owner -> free.put(owner, books.takeFree(owner)));
        free.values().removeIf(Amount::isNothing);
        return free.isEmpty()
                ? Future.succeededFuture()
                : store.giveBack(free)
                        .recover(cause -> free.size() == 1 || cause instanceof DirectoryUnavailable
                                ? Future.failedFuture(cause)
                                : each(free));
    }

    /// One of them cannot be given back; the others shall be.
    private Future<Void> each(Map<Owner, Amount> free) {
        Future<Void> all = Future.succeededFuture();
        for (Map.Entry<Owner, Amount> each : free.entrySet()) {
            all = all.compose(_ -> goOn(store.giveBack(Map.of(each.getKey(), each.getValue()))));
        }
        return all;
    }

    /// Whoever comes next does not fare worse for it, unless the database does not answer at all.
    private static Future<Void> goOn(Future<Void> givenBack) {
        return givenBack.recover(
                cause -> cause instanceof DirectoryUnavailable ? Future.failedFuture(cause) : Future.succeededFuture());
    }

    /// Whoever comes meanwhile reserves anew, behind this in the same turn.
    private Future<Void> all(Owner owner) {
        return books.takeIdle(owner, IDLE_NANOS)
                .map(_ -> store.giveBack(owner).onSuccess(_ -> books.forget(owner)))
                .orElseGet(Future::succeededFuture);
    }
}
