package dev.berth.view;

import dev.berth.protocol.FtpPath;
import dev.berth.quota.Amount;
import dev.berth.quota.Drift;
import dev.berth.quota.Owner;
import dev.berth.quota.QuotaLedger;
import dev.berth.storage.Files;
import dev.berth.storage.Storage;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Compares books with the disk and puts them right.
public final class Recount {

    private static final Logger LOG = LoggerFactory.getLogger(Recount.class);

    private final QuotaLedger ledger;
    private final Storage storage;

    public Recount(QuotaLedger ledger, Storage storage) {
        this.ledger = ledger;
        this.storage = storage;
    }

    /// Recounts whoever is unsure now and again and again, one run after the other.
    public void every(Vertx vertx, long millis) {
        unsure().eventually(() -> vertx.timer(millis)).onComplete(_ -> every(vertx, millis), _ -> every(vertx, millis));
    }

    /// Recounts whoever's books a crash has left unsure, one after the other. What fails is logged and stays unsure.
    public Future<Void> unsure() {
        return ledger.unsure().compose(this::each).recover(failure -> {
            LOG.atWarn().setCause(failure).log("the unsure books cannot be found out");
            return Future.succeededFuture();
        });
    }

    private Future<Void> each(List<Owner> owners) {
        Future<Void> all = Future.succeededFuture();
        for (Owner owner : owners) {
            all = all.compose(_ -> of(owner).<Void>mapEmpty()).recover(failure -> {
                LOG.atWarn()
                        .addKeyValue("owner", owner)
                        .setCause(failure)
                        .log("a recount was not possible; it is tried again");
                return Future.succeededFuture();
            });
        }
        return all;
    }

    /// Recounts one owner.
    ///
    /// @return what was found; the books are right then
    public Future<Drift> of(Owner owner) {
        return ledger.place(owner)
                .compose(place -> storage.open(place.storageRoot(), place.home()))
                .compose(files -> ledger.recount(owner, () -> count(files)).eventually(files::close))
                .onSuccess(drift -> report(owner, drift));
    }

    private static Future<Amount> count(Files files) {
        return files.content(FtpPath.ROOT).map(content -> new Amount(content.octets(), content.files(), 0));
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
