package dev.berth.jdbc;

import dev.berth.quota.Amount;
import dev.berth.quota.Quota;

/// What is known of an owner: by the database, and of this node's bookings that are not written down.
///
/// @param left what could still be taken, without what running transfers have set aside
record QuotaState(Quota quota, Amount used, Quota left) {

    /// @param failed what was booked before and could not be written down yet
    static QuotaState of(QuotaStore.Read read, NodeBooks.Snapshot mine, Amount failed) {
        Amount used = read.books().used().plus(mine.unwritten()).plus(failed);
        // Of what is reserved, this node's own is free as far as nothing holds it.
        Amount taken = read.books().used().plus(read.books().reserved()).minus(mine.free());
        return new QuotaState(read.quota(), used, read.quota().less(taken));
    }
}
