package dev.berth.storage.local;

import dev.berth.config.StorageConfig;
import dev.berth.storage.Files;
import dev.berth.storage.Storage;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.InstantSource;

/// Files on the local file systems of Linux.
public final class LocalStorage implements Storage {

    private final Work work;
    private final Uploads uploads;
    private final Modes modes;
    private final Homes homes;
    private final Hashes hashes = new Hashes(InstantSource.system());

    private LocalStorage(Work work, StorageConfig config) {
        this.work = work;
        this.modes = Modes.of(config);
        this.uploads = new Uploads(work, config, modes);
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
            return work.hold(new LocalFiles(work, uploads, modes, hashes, homes, tenantRoot, opened));
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
