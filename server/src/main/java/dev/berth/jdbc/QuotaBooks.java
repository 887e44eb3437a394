package dev.berth.jdbc;

import dev.berth.quota.Amount;
import dev.berth.quota.Owner;

/// What this process knows of one owner's books: what it has reserved in the database, what of that running
/// transfers hold, and what was booked and is not written down yet. [NodeBooks] guards it.
final class QuotaBooks {

    private final Owner owner;
    private Amount lease = Amount.NONE;
    private Amount held = Amount.NONE;
    private Amount unwritten = Amount.NONE;
    private int holds;
    private long changes;
    private long usedAt = System.nanoTime();
    private long known;
    private Amount old = Amount.NONE;

    /// @param known the last change of the directory that is known of
    QuotaBooks(Owner owner, long known) {
        this.owner = owner;
        this.known = known;
    }

    Owner owner() {
        return owner;
    }

    /// Whether that much can be held without asking the database; nothing always can, also where too much is used.
    boolean has(Amount amount) {
        return amount.isNothing() || amount.fitsInto(free());
    }

    /// How much must be reserved first.
    Amount missing(Amount amount) {
        return amount.minus(free()).positive();
    }

    /// The database has reserved more.
    void reserved(Amount more) {
        lease = lease.plus(more);
    }

    void hold(Amount amount, boolean another) {
        held = held.plus(amount);
        holds += another ? 1 : 0;
        touched();
    }

    void unhold(Amount amount) {
        held = held.minus(amount);
        holds--;
        touched();
    }

    /// What was reserved becomes used, or what was used becomes reserved.
    void book(Amount change) {
        lease = lease.minus(change);
        unwritten = unwritten.plus(change);
        changes++;
        touched();
    }

    Amount unwritten() {
        return unwritten;
    }

    /// What is reserved and held by nothing.
    Amount free() {
        return lease.minus(held);
    }

    /// What the database has reserved for it, as far as it knows: before the bookings that are not written down.
    Amount lease() {
        return lease;
    }

    /// Takes what is to be written down.
    Amount take() {
        Amount taken = unwritten;
        unwritten = Amount.NONE;
        return taken;
    }

    boolean isQuiet() {
        return holds == 0;
    }

    /// Rises with every booking.
    long changes() {
        return changes;
    }

    /// Whether something that is free was reserved before a change of the directory.
    boolean isOlderThan(long revision) {
        return known < revision || !old.fitsInto(held);
    }

    /// What is free from now on was reserved with this change in force; what is held now was not.
    void knows(long revision) {
        known = revision;
        old = held;
    }

    /// Whether nothing has happened for some time and nothing is under way.
    boolean isIdle(long nanos) {
        return holds == 0 && unwritten.isNothing() && System.nanoTime() - usedAt > nanos;
    }

    /// Whether there is nothing that anybody would miss.
    boolean isBlank() {
        return holds == 0 && unwritten.isNothing() && lease.isNothing();
    }

    private void touched() {
        usedAt = System.nanoTime();
    }
}
