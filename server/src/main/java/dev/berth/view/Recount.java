package dev.berth.view;

import dev.berth.protocol.FtpPath;
import dev.berth.quota.Amount;
import dev.berth.quota.Drift;
import dev.berth.quota.Owner;
import dev.berth.quota.QuotaLedger;
import dev.berth.quota.Recounts;
import dev.berth.storage.Files;
import dev.berth.storage.LongTask;
import dev.berth.storage.Storage;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Compares books with the disk and puts them right.
public final class Recount implements Recounts {

    private static final Logger LOG = LoggerFactory.getLogger(Recount.class);

    private final QuotaLedger ledger;
    private final Storage storage;
    private volatile boolean ended;

    public Recount(QuotaLedger ledger, Storage storage) {
        this.ledger = ledger;
        this.storage = storage;
    }

    /// Recounts whoever is unsure now and again and again, one run after the other, until [#end].
    public void every(Vertx vertx, long millis) {
        unsure().onComplete(_ -> {
            if (!ended) {
                vertx.setTimer(millis, _ -> every(vertx, millis));
            }
        });
    }

    /// Begins nothing more. What is under way may find its storage closed, which is nobody's fault then.
    public void end() {
        ended = true;
    }

    /// Recounts whoever's books a crash has left unsure, one after the other. What fails is logged and stays unsure.
    public Future<Void> unsure() {
        return ended
                ? Future.succeededFuture()
                : ledger.unsure().compose(this::each).recover(failure -> {
                    failed("the unsure books cannot be found out", failure);
                    return Future.succeededFuture();
                });
    }

    private Future<Void> each(List<Owner> owners) {
        Future<Void> all = Future.succeededFuture();
        for (Owner owner : owners) {
            all = all.compose(_ ->
                            ended ? Future.succeededFuture() : of(owner).ended().<Void>mapEmpty())
                    .recover(failure -> {
                        failed("a recount of " + owner + " was not possible; it is tried again", failure);
                        return Future.succeededFuture();
                    });
        }
        return all;
    }

    private void failed(String what, Throwable failure) {
        if (!ended) {
            LOG.atWarn().setCause(failure).log(what);
        }
    }

    @Override
    public Counting of(Owner owner) {
        var task = new LongTask();
        Future<Drift> drift = ledger.place(owner)
                .compose(place -> storage.open(place.storageRoot(), place.home(), place.fileOwner()))
                .compose(
                        files -> ledger.recount(owner, () -> count(files, task)).eventually(files::close))
                .onSuccess(found -> report(owner, found));
        return new Begun(drift, task);
    }

    private record Begun(Future<Drift> ended, LongTask task) implements Counting {
        @Override
        public void cancel() {
            task.cancel();
        }
    }

    private static Future<Amount> count(Files files, LongTask task) {
        return files.content(FtpPath.ROOT, task).map(content -> new Amount(content.octets(), content.files(), 0));
    }

    private static void report(Owner owner, Drift drift) {
        (drift.isNone() ? LOG.atDebug() : LOG.atInfo())
                .addKeyValue("owner", owner)
                .addKeyValue("bookedOctets", drift.booked().octets())
                .addKeyValue("octets", drift.counted().octets())
                .addKeyValue("bookedFiles", drift.booked().files())
                .addKeyValue("files", drift.counted().files())
                .log("recounted");
    }
}
