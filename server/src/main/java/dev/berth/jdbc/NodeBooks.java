package dev.berth.jdbc;

import dev.berth.quota.Amount;
import dev.berth.quota.Hold;
import dev.berth.quota.Owner;
import dev.berth.tenant.TenantId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.ToLongFunction;

/// What this process knows of everybody's books. Any thread may use it, and each method is one step that nobody sees
/// half done; none waits for anything but the end of a step for the same tenant, so that most transfers are let in and
/// booked on their own event loop.
final class NodeBooks {

    private final ConcurrentHashMap<TenantId, TenantBooks> tenants = new ConcurrentHashMap<>();
    private final AtomicLong last = new AtomicLong();
    private final LongSupplier revision;

    /// @param revision the last change of the directory that is known of
    NodeBooks(LongSupplier revision) {
        this.revision = revision;
    }

    /// The books of one owner at one moment.
    ///
    /// @param unwritten what was booked and is not written down
    /// @param free what is reserved in the database and held by nothing
    /// @param quiet whether nothing holds any of it
    /// @param changes rises with every booking
    record Snapshot(Amount unwritten, Amount free, boolean quiet, long changes) {}

    /// Sets room aside.
    ///
    /// @return empty if not enough is reserved
    Optional<Hold> hold(Owner payer, Amount amount) {
        return step(payer.tenant(), books -> books.hold(last.incrementAndGet(), payer, amount));
    }

    /// Sets more aside for the same transfer.
    ///
    /// @return empty if not enough is reserved
    /// @throws IllegalStateException if the hold has ended
    Optional<Hold> extend(Hold hold, Amount more) {
        return step(hold.payer().tenant(), books -> books.extend(hold, more));
    }

    /// Ends a hold and books what became of it; a second time it does nothing.
    void commit(Hold hold, Amount actual) {
        change(hold.payer().tenant(), books -> books.commit(hold, actual));
    }

    /// Books what nobody had set aside for.
    void book(Owner payer, Amount change) {
        change(payer.tenant(), books -> books.book(payer, change));
    }

    /// What must be reserved before that much can be set aside, by whom it is reserved for, a tenant's pool last.
    Map<Owner, Amount> missing(Owner payer, Amount amount) {
        return step(payer.tenant(), books -> books.missing(payer, amount));
    }

    /// The database has reserved more.
    void reserved(Owner owner, Amount more) {
        change(owner.tenant(), books -> books.reserved(owner, more));
    }

    /// Takes what is to be written down, of everybody.
    Map<Owner, Amount> takeUnwritten() {
        Map<Owner, Amount> taken = new HashMap<>();
        for (TenantId tenant : tenants.keySet()) {
            taken.putAll(step(tenant, TenantBooks::takeUnwritten));
        }
        return taken;
    }

    /// Who has not done anything for so long.
    List<Owner> idle(long nanos) {
        List<Owner> idle = new ArrayList<>();
        for (TenantId tenant : tenants.keySet()) {
            idle.addAll(step(tenant, books -> books.idle(nanos)));
        }
        return idle;
    }

    /// Who has reserved something before the last change of its tenant's quotas.
    ///
    /// @param lastChange its revision, of a tenant
    List<Owner> outdated(ToLongFunction<TenantId> lastChange) {
        List<Owner> outdated = new ArrayList<>();
        for (TenantId tenant : tenants.keySet()) {
            long last = lastChange.applyAsLong(tenant);
            outdated.addAll(step(tenant, books -> books.olderThan(last)));
        }
        return outdated;
    }

    /// Takes all that is reserved for an owner, to give it back.
    ///
    /// @return empty if the owner is not idle any more
    Optional<Amount> takeIdle(Owner owner, long nanos) {
        return step(owner.tenant(), books -> books.takeIdle(owner, nanos));
    }

    /// Forgets an owner of whom there is nothing to know.
    void forget(Owner owner) {
        change(owner.tenant(), books -> books.forget(owner));
    }

    /// Takes what is reserved for an owner and not set aside, to give it back; what is reserved from now on has the
    /// last change in force.
    Amount takeFree(Owner owner) {
        return step(owner.tenant(), books -> books.takeFree(owner));
    }

    /// How an owner's books are at this moment.
    Snapshot snapshot(Owner owner) {
        return step(owner.tenant(), books -> books.snapshot(owner));
    }

    private void change(TenantId tenant, Consumer<TenantBooks> change) {
        tenants.compute(tenant, (_, known) -> {
            TenantBooks books = known == null ? new TenantBooks(revision) : known;
            change.accept(books);
            return books.isEmpty() ? null : books;
        });
    }

    private <T> T step(TenantId tenant, Function<TenantBooks, T> step) {
        List<T> result = new ArrayList<>(1);
        change(tenant, books -> result.add(step.apply(books)));
        return result.getFirst();
    }
}
