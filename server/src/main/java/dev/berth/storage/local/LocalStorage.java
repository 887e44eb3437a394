package dev.berth.storage.local;

import dev.berth.config.StorageConfig;
import dev.berth.storage.Files;
import dev.berth.storage.Storage;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.InstantSource;

/// Files on the local file systems of Linux.
public final class LocalStorage implements Storage {

    /// The part of the heap that small files may have while they are sent or received.
    private static final long SMALL_FILES = Runtime.getRuntime().maxMemory() / 16;

    private final Work work;
    private final LocalFiles.Means means;
    private final Homes homes;

    private LocalStorage(Work work, StorageConfig config) {
        this.work = work;
        Modes modes = Modes.of(config);
        var small = new SmallFiles(SMALL_FILES);
        this.means = new LocalFiles.Means(
                work, new Uploads(work, config, modes, small), modes, new Hashes(InstantSource.system()), small);
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

    @Override
    public Future<Files> open(String tenantRoot, String home) {
        return work.run(() -> {
            Homes.Home opened = homes.open(tenantRoot, home);
            return work.hold(new LocalFiles(means, homes, tenantRoot, opened));
        });
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
