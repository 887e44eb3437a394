package dev.berth.view;

import dev.berth.protocol.FtpPath;
import dev.berth.protocol.Octets;
import dev.berth.protocol.Pathname;
import dev.berth.storage.Files;
import dev.berth.storage.LongTask;
import dev.berth.storage.Storage;
import dev.berth.storage.StorageException;
import dev.berth.storage.StorageException.Reason;
import dev.berth.tenant.TenantFiles;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;

/// The [TenantFiles] in the storage, on its threads for long tasks.
public final class RemovedTenants implements TenantFiles {

    /// A session that has not ended yet may hold a file: it is waited for.
    private static final Duration AGAIN_AFTER = Duration.ofSeconds(1);

    private static final int ATTEMPTS = 120;

    private final Vertx vertx;
    private final Storage storage;

    public RemovedTenants(Vertx vertx, Storage storage) {
        this.vertx = vertx;
        this.storage = storage;
    }

    @Override
    public Removal remove(String storageRoot) {
        int slash = storageRoot.lastIndexOf('/');
        String parent = slash == 0 ? "/" : storageRoot.substring(0, Math.max(slash, 0));
        FtpPath path = FtpPath.ROOT.resolve(new Pathname(Octets.ofText(storageRoot.substring(slash + 1))));
        var task = new LongTask();
        Future<Void> ended = storage.open(parent, "/")
                .compose(files -> remove(files, path, task, ATTEMPTS).eventually(files::close));
        return new Running(task, ended);
    }

    private record Running(LongTask task, Future<Void> ended) implements Removal {

        @Override
        public long done() {
            return task.done();
        }

        @Override
        public void cancel() {
            task.cancel();
        }
    }

    private Future<Void> remove(Files files, FtpPath path, LongTask task, int attempts) {
        return files.removeTree(path, task).recover(failure -> switch (failure) {
            case StorageException storing when storing.reason() == Reason.NOT_FOUND -> Future.succeededFuture();
            case StorageException storing
            when attempts > 1 && passes(storing.reason()) ->
                vertx.timer(AGAIN_AFTER.toMillis()).compose(_ -> remove(files, path, task, attempts - 1));
            default -> Future.failedFuture(failure);
        });
    }

    private static boolean passes(Reason reason) {
        return reason == Reason.BUSY || reason == Reason.NOT_EMPTY;
    }
}
