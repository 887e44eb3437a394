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
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/// An upload that sets room aside before it writes, and books what it became.
final class MeteredUpload implements Upload {

    /// How much is set aside beyond what is to be written, while there is plenty.
    private static final long LEAST_STEP = 256 << 10;

    private static final long LARGEST_STEP = 16 << 20;

    private final Upload upload;
    private final QuotaLedger ledger;
    private volatile Hold hold;
    private long room;
    private long step = LEAST_STEP;
    private long credit = -1;

    private MeteredUpload(Upload upload, QuotaLedger ledger, Hold hold) {
        this.upload = upload;
        this.ledger = ledger;
        this.hold = hold;
        this.room = hold.amount().octets();
    }

    /// Meters an upload that was opened just now.
    ///
    /// @param hold what was set aside for it
    /// @return fails with [StorageException] when that is not enough after all, and then the upload has ended
    static Future<Upload> of(Upload upload, QuotaLedger ledger, Hold hold) {
        var metered = new MeteredUpload(upload, ledger, hold);
        upload.boundBy(metered::held);
        return metered.covered().map(metered);
    }

    private Growth held() {
        return new Growth(hold.amount().octets(), hold.amount().files());
    }

    /// What was to give its room may be gone meanwhile, or smaller: then room is set aside for what it does not give.
    private Future<Void> covered() {
        var whole = new Growth(upload.written(), 1);
        return whole.fitsInto(held())
                ? Future.succeededFuture()
                : upload.replaces()
                        .map(old -> whole.minus(old).minus(held()))
                        .compose(missing -> extend(new Amount(missing.octets(), missing.files(), 0).positive()))
                        .recover(MeteredFiles::refused)
                        .recover(refused -> abandon().transform(_ -> Future.failedFuture(refused)));
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
        return extend(Amount.ofOctets(generous))
                .recover(cause ->
                        cause instanceof QuotaReached ? extend(Amount.ofOctets(needed)) : Future.failedFuture(cause))
                .recover(cause -> useCredit(needed, cause));
    }

    private Future<Void> extend(Amount more) {
        if (more.isNothing()) {
            return Future.succeededFuture();
        }
        return ledger.extend(hold, more).map(extended -> {
            hold = extended;
            room += more.octets();
            return null;
        });
    }

    /// The old content gives its room to the new one, in the same instant in which that is published, if it is still
    /// there then.
    private Future<Void> useCredit(long needed, Throwable cause) {
        if (!(cause instanceof QuotaReached) || credit >= 0) {
            return MeteredFiles.refused(cause);
        }
        return upload.replaces().compose(old -> {
            credit = old.octets();
            room += credit;
            return extend(Amount.ofOctets(Math.max(0, needed - credit))).recover(MeteredFiles::refused);
        });
    }

    @Override
    public long written() {
        return upload.written();
    }

    @Override
    public Future<Growth> replaces() {
        return upload.replaces();
    }

    @Override
    public void boundBy(Supplier<Growth> most) {
        upload.boundBy(() -> held().and(most.get()));
    }

    @Override
    public void among(LongSupplier entries) {
        upload.among(entries);
    }

    @Override
    public Growth growth() {
        return upload.growth();
    }

    @Override
    public Future<Long> commit() {
        return covered()
                .compose(_ -> upload.commit())
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
