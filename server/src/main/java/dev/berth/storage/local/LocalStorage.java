package dev.berth.storage.local;

import dev.berth.config.StorageConfig;
import dev.berth.storage.Files;
import dev.berth.storage.Storage;
import dev.berth.tenant.FileOwner;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.InstantSource;

/// Files on the local file systems of Linux.
public final class LocalStorage implements Storage {

    /// How much memory small files may have while they are sent or received, as much as a part of the heap.
    private static final long SMALL_FILES = Runtime.getRuntime().maxMemory() / 16;

    private final Work work;
    private final LocalFiles.Means means;
    private final Homes homes;
    private final Modes modes;
    private final boolean givesFilesAway = Capabilities.giveFilesAway();

    private LocalStorage(Work work, StorageConfig config) {
        this.work = work;
        this.modes = Modes.of(config);
        var small = new SmallFiles(SMALL_FILES);
        var uploads = new Uploads(work, config, small);
        this.means = new LocalFiles.Means(
                work, uploads, new CachedUploads(uploads, small), new Hashes(InstantSource.system()), small);
        this.homes = new Homes(config.root(), modes);
        homes.prepare();
    }

    /// Starts the storage's threads and makes sure that it can work here; the root directory is made when it is
    /// missing.
    ///
    /// @return the storage; fails with a [dev.berth.storage.StorageException] whose message is a sentence for
    ///     the operator, UNSUPPORTED on a system without the calls that confine it
    public static Future<Storage> start(Vertx vertx, StorageConfig config) {
        Work work = new Work(vertx, config.threads());
        return work.<Storage>run(() -> {
                    Platform.require();
                    return new LocalStorage(work, config);
                })
                .recover(failure -> work.close().transform((_, _) -> Future.failedFuture(failure)));
    }

    /// On the caller's own thread if nothing has to be waited for.
    @Override
    public Future<Files> open(String tenantRoot, String home, FileOwner owner) {
        Modes owned = modes.ownedBy(owner);
        return homes.openCached(tenantRoot, home)
                .map(opened -> Future.succeededFuture(opened).map(own -> view(tenantRoot, own, owned)))
                .orElseGet(() ->
                        work.of(tenantRoot).run(() -> view(tenantRoot, homes.open(tenantRoot, home, owned), owned)));
    }

    private Files view(String tenantRoot, Homes.Home home, Modes owned) {
        return work.hold(new LocalFiles(means, homes, tenantRoot, home, owned));
    }

    @Override
    public boolean givesFilesAway() {
        return givesFilesAway;
    }

    /// How many views, files, listings and uploads are open; for tests.
    int holds() {
        return work.holds();
    }

    @Override
    public Future<Void> close() {
        return work.close();
    }
}
