package dev.berth.quota;

import dev.berth.account.Account;
import dev.berth.tenant.FileOwner;
import io.vertx.core.Future;
import java.util.List;
import java.util.function.Supplier;

/// The books: what every account and tenant has, and what running transfers have set aside.
///
/// An upload sets room aside before it writes, and books what it became when it is published or given up. What was
/// set aside and what is used never exceed a quota together, however many transfers ask at the same time and on
/// however many nodes. A crash leaves nothing set aside, and the books of who was active at that moment to be
/// recounted.
public interface QuotaLedger {

    /// Sets room aside, of the payer's quota and, if that is an account, of its tenant's.
    ///
    /// @param amount no component negative; nothing can always be held, and tells that something is under way
    /// @return fails with [QuotaReached] and then nothing is set aside
    Future<Hold> hold(Owner payer, Amount amount);

    /// The same for an account.
    default Future<Hold> hold(Account account, Amount amount) {
        return hold(Owner.of(account), amount);
    }

    /// Sets more aside for the same transfer.
    ///
    /// @return the hold that stands for both; fails with [QuotaReached] and then the first stands as it was
    Future<Hold> extend(Hold hold, Amount more);

    /// Books what became of it, and gives the rest back. A second time it does nothing.
    ///
    /// @param actual what the payer has more, or less; it may be more than was held
    Future<Void> commit(Hold hold, Amount actual);

    /// Gives everything back; the same as booking nothing.
    default Future<Void> release(Hold hold) {
        return commit(hold, Amount.NONE);
    }

    /// Books what nobody had set aside for, such as a deleted file or the volume of a download.
    Future<Void> book(Owner payer, Amount change);

    /// The same for an account.
    default Future<Void> book(Account account, Amount change) {
        return book(Owner.of(account), change);
    }

    /// What a payer can still set aside, with everything that was booked so far on this node.
    Future<Quota> left(Owner payer);

    /// How an account stands, with everything that was booked so far on this node.
    Future<Standing> standing(Account account);

    /// How a tenant or an account stands.
    Future<Usage> usage(Owner owner);

    /// Sets a quota; what is used may be above it afterwards, and then nothing more is let in. Fails with
    /// [dev.berth.tenant.DirectoryRefused].
    ///
    /// @return the revision of the change
    Future<Long> limit(Owner owner, Quota quota);

    /// Where the files of an owner lie; fails with [dev.berth.tenant.DirectoryRefused].
    Future<Place> place(Owner owner);

    /// Whose books may differ from the disk, since a process died while they were active.
    Future<List<Owner>> unsure();

    /// Brings the books in line with the disk.
    ///
    /// @param measure counts what is there; called again when something was booked meanwhile
    /// @return what was found; fails with [StillBusy] when the owner stores something all the time
    Future<Drift> recount(Owner owner, Supplier<Future<Amount>> measure);

    /// Writes everything down and gives back what this node has reserved.
    Future<Void> close();

    /// A quota and what is used of it.
    record Usage(Quota quota, Amount used) {}

    /// Where files lie.
    ///
    /// @param storageRoot of the tenant
    /// @param home of the account; `/` for all of a tenant
    /// @param fileOwner of the tenant, whose the home is if it has to be made
    record Place(String storageRoot, String home, FileOwner fileOwner) {}

    /// A recount was disturbed at each attempt.
    final class StillBusy extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public StillBusy() {
            super("something is being stored", null, false, false);
        }
    }
}
