package dev.berth.view;

import dev.berth.quota.Amount;
import dev.berth.quota.Hold;
import dev.berth.quota.Owner;
import dev.berth.quota.QuotaLedger;
import dev.berth.quota.QuotaReached;
import dev.berth.storage.Growth;
import dev.berth.storage.Upload;
import io.vertx.core.Future;
import java.nio.ByteBuffer;
import java.util.function.Supplier;

/// An upload that sets room aside before it writes, and books what it became.
final class MeteredUpload implements Upload {

    /// How much is set aside beyond what is to be written, while there is plenty.
    private static final long LEAST_STEP = 256 << 10;

    private static final long LARGEST_STEP = 16 << 20;

    private final Upload upload;
    private final QuotaLedger ledger;
    private final Supplier<Future<Long>> replaced;
    private volatile Hold hold;
    private long room;
    private long step = LEAST_STEP;
    private long credit = -1;

    /// @param hold what was set aside already
    /// @param replaced how many octets the file has that this will take the place of; asked when room runs out
    MeteredUpload(Upload upload, QuotaLedger ledger, Hold hold, Supplier<Future<Long>> replaced) {
        this.upload = upload;
        this.ledger = ledger;
        this.hold = hold;
        this.room = hold.amount().octets();
        this.replaced = replaced;
    }

    @Override
    public Future<Void> write(ByteBuffer[] buffers) {
        long octets = 0;
        for (ByteBuffer buffer : buffers) {
            octets += buffer.remaining();
        }
        long needed = upload.written() + octets - room;
        return needed <= 0 ? upload.write(buffers) : more(needed).compose(_ -> upload.write(buffers));
    }

    /// A generous step first; what is needed exactly, when the end is near.
    private Future<Void> more(long needed) {
        long generous = Math.max(needed, step);
        step = Math.min(2 * step, LARGEST_STEP);
        return extend(generous)
                .recover(cause -> cause instanceof QuotaReached ? extend(needed) : Future.failedFuture(cause))
                .recover(cause -> useCredit(needed, cause));
    }

    private Future<Void> extend(long octets) {
        return ledger.extend(hold, Amount.ofOctets(octets)).map(extended -> {
            hold = extended;
            room += octets;
            return null;
        });
    }

    /// The old content gives its room to the new one, in the same instant in which that is published.
    private Future<Void> useCredit(long needed, Throwable cause) {
        if (!(cause instanceof QuotaReached) || credit >= 0) {
            return MeteredFiles.refused(cause);
        }
        return replaced.get().compose(old -> {
            credit = old;
            room += old;
            return needed <= old
                    ? Future.succeededFuture()
                    : extend(needed - old).recover(MeteredFiles::refused);
        });
    }

    @Override
    public long written() {
        return upload.written();
    }

    @Override
    public Growth growth() {
        return upload.growth();
    }

    @Override
    public Future<Long> commit() {
        return upload.commit()
                .compose(size -> booked().map(size), failure -> booked().transform(_ -> Future.failedFuture(failure)));
    }

    @Override
    public Future<Void> abandon() {
        return upload.abandon().eventually(this::booked);
    }

    @Override
    public Future<Void> discard() {
        return upload.discard().eventually(this::booked);
    }

    private Future<Void> booked() {
        Growth growth = upload.growth();
        return ledger.commit(hold, new Amount(growth.octets(), growth.files(), 0));
    }

    /// Sets the first room aside: for what was announced, or for a small file at once.
    ///
    /// @param announced how many octets will come; 0 if nobody said
    static Future<Hold> first(QuotaLedger ledger, Owner payer, long announced, Supplier<Future<Growth>> there) {
        long octets = announced > 0 ? announced : LEAST_STEP;
        return ledger.hold(payer, new Amount(octets, 1, 0)).recover(cause -> {
            if (!(cause instanceof QuotaReached)) {
                return Future.failedFuture(cause);
            }
            return there.get().compose(old -> {
                long least = Math.max(0, announced - old.octets());
                return ledger.hold(payer, new Amount(least, 1 - old.files(), 0));
            });
        });
    }
}
