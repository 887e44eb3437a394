package dev.berth.jdbc;

import dev.berth.quota.Amount;
import dev.berth.quota.Hold;
import dev.berth.quota.Owner;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/// What this process knows of the books of one tenant and its accounts. [NodeBooks] guards it.
final class TenantBooks {

    private final Map<Owner, QuotaBooks> books = new HashMap<>();
    private final Map<Long, Hold> holds = new HashMap<>();
    private final LongSupplier revision;

    /// @param revision the last change of the directory that is known of
    TenantBooks(LongSupplier revision) {
        this.revision = revision;
    }

    /// Sets room aside.
    ///
    /// @param id of the hold, new
    /// @return empty if not enough is reserved
    Optional<Hold> hold(long id, Owner payer, Amount amount) {
        List<QuotaBooks> charged = charged(payer);
        if (!fits(charged, amount)) {
            return Optional.empty();
        }
        Hold hold = new Hold(id, payer, amount);
        holds.put(hold.id(), hold);
        charged.forEach(each -> each.hold(amount, true));
        return Optional.of(hold);
    }

    /// Sets more aside for the same transfer.
    ///
    /// @return empty if not enough is reserved
    /// @throws IllegalStateException if the hold has ended
    Optional<Hold> extend(Hold hold, Amount more) {
        Hold before = holds.get(hold.id());
        if (before == null) {
            throw new IllegalStateException("the hold has ended");
        }
        List<QuotaBooks> charged = charged(hold.payer());
        if (!fits(charged, more)) {
            return Optional.empty();
        }
        Hold after = new Hold(hold.id(), hold.payer(), before.amount().plus(more));
        holds.put(after.id(), after);
        charged.forEach(each -> each.hold(more, false));
        return Optional.of(after);
    }

    /// Ends a hold and books what became of it; a second time it does nothing.
    void commit(Hold hold, Amount actual) {
        Hold current = holds.remove(hold.id());
        if (current != null) {
            for (QuotaBooks each : charged(current.payer())) {
                each.unhold(current.amount());
                each.book(actual);
            }
        }
    }

    /// Books what nobody had set aside for.
    void book(Owner payer, Amount change) {
        charged(payer).forEach(each -> each.book(change));
    }

    /// What must be reserved before that much can be set aside.
    Map<Owner, Amount> missing(Owner payer, Amount amount) {
        Map<Owner, Amount> missing = new LinkedHashMap<>();
        charged(payer).forEach(each -> missing.put(each.owner(), each.missing(amount)));
        return missing;
    }

    /// The database has reserved more.
    void reserved(Owner owner, Amount more) {
        books(owner).reserved(more);
    }

    /// Takes what is to be written down.
    Map<Owner, Amount> takeUnwritten() {
        Map<Owner, Amount> taken = new HashMap<>();
        for (QuotaBooks each : books.values()) {
            if (!each.unwritten().isNothing()) {
                taken.put(each.owner(), each.take());
            }
        }
        return taken;
    }

    /// Who has not done anything for so long.
    List<Owner> idle(long nanos) {
        return books.values().stream()
                .filter(each -> each.isIdle(nanos))
                .map(QuotaBooks::owner)
                .toList();
    }

    /// Who has reserved something before a change of the directory.
    List<Owner> olderThan(long change) {
        return books.values().stream()
                .filter(each -> each.isOlderThan(change))
                .map(QuotaBooks::owner)
                .toList();
    }

    /// Takes all that is reserved for an owner, to give it back.
    ///
    /// @return empty if the owner is not idle any more
    Optional<Amount> takeIdle(Owner owner, long nanos) {
        QuotaBooks mine = books(owner);
        if (!mine.isIdle(nanos)) {
            return Optional.empty();
        }
        Amount lease = mine.lease();
        mine.reserved(Amount.NONE.minus(lease));
        return Optional.of(lease);
    }

    /// Forgets an owner of whom there is nothing to know.
    void forget(Owner owner) {
        if (books(owner).isBlank()) {
            books.remove(owner);
        }
    }

    /// Takes what is reserved for an owner and not set aside, to give it back.
    Amount takeFree(Owner owner) {
        QuotaBooks mine = books(owner);
        mine.knows(revision.getAsLong());
        Amount free = mine.free().positive();
        mine.reserved(Amount.NONE.minus(free));
        return free;
    }

    /// How an owner's books are at this moment.
    NodeBooks.Snapshot snapshot(Owner owner) {
        QuotaBooks mine = books(owner);
        return new NodeBooks.Snapshot(mine.unwritten(), mine.free(), mine.isQuiet(), mine.changes());
    }

    /// Whether there is nothing to know of anybody.
    boolean isEmpty() {
        return books.isEmpty() && holds.isEmpty();
    }

    private static boolean fits(List<QuotaBooks> charged, Amount amount) {
        return charged.stream().allMatch(each -> each.has(amount));
    }

    private List<QuotaBooks> charged(Owner payer) {
        return payer.charged().stream().map(this::books).toList();
    }

    private QuotaBooks books(Owner owner) {
        return books.computeIfAbsent(owner, _ -> new QuotaBooks(owner, revision.getAsLong()));
    }
}
