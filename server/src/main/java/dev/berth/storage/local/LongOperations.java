package dev.berth.storage.local;

import dev.berth.protocol.FtpPath;
import dev.berth.storage.Extent;
import dev.berth.storage.FileHash;
import dev.berth.storage.HashAlgorithm;
import dev.berth.storage.LongTask;
import dev.berth.storage.StorageException;
import dev.berth.storage.StorageException.Reason;
import io.vertx.core.Future;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/// What may take minutes, each on a handle of its own, so that the end of the session does not take it away.
final class LongOperations {

    private final Work work;
    private final Uploads uploads;
    private final Hashes hashes;
    private final Copies copies;
    private final Tree tree;
    private final BooleanSupplier closed;

    /// @param work the tenant's
    /// @param tree the account's view
    /// @param closed whether the view was closed, and nothing more begins
    LongOperations(Work work, LocalFiles.Means means, Tree tree, BooleanSupplier closed) {
        this.work = work;
        this.uploads = means.uploads();
        this.hashes = means.hashes();
        this.copies = new Copies(means.uploads(), tree.modes());
        this.tree = tree;
        this.closed = closed;
    }

    Future<FileHash> hash(FtpPath path, HashAlgorithm algorithm, Extent extent, LongTask task) {
        return run(task, own -> hashes.of(own, path, algorithm, extent, task));
    }

    Future<Long> sizeOfTree(FtpPath path, LongTask task) {
        return run(task, own -> Trees.size(own, path, task));
    }

    Future<Void> removeTree(FtpPath path, LongTask task) {
        return run(task, own -> {
                    LocalFiles.refuseRoot(path, Reason.DENIED);
                    Names.checkExisting(path.name());
                    try (Tree.Place place = own.place(path)) {
                        Trees.remove(place, uploads, task);
                    }
                    return path;
                })
                .mapEmpty();
    }

    Future<Void> copyTree(FtpPath from, FtpPath to, LongTask task) {
        return run(task, own -> {
                    Copies.refuseIntoItself(from, to);
                    copies.tree(own, from, to, task);
                    return to;
                })
                .mapEmpty();
    }

    /// Makes one file of several, and publishes it.
    ///
    /// @param freed which of them will be removed then
    Future<Void> join(List<FtpPath> parts, List<FtpPath> freed, FtpPath to, boolean overwrite, LongTask task) {
        return run(task, own -> copies.join(own, parts, freed, to, overwrite, task))
                .compose(target -> work.run(target::publish)
                        .compose(published -> published)
                        .andThen(_ -> task.grew(target.growth())))
                .mapEmpty();
    }

    private <T> Future<T> run(LongTask task, Function<Tree, T> operation) {
        if (closed.getAsBoolean()) {
            return Future.failedFuture(new StorageException(Reason.BROKEN, "the view was closed"));
        }
        return work.runLong(task, () -> {
            try (Descriptor own = Descriptor.of(tree.open(".", Posix.O_PATH | Posix.O_DIRECTORY), "open the root")) {
                return operation.apply(new Tree(own, tree.modes()));
            }
        });
    }
}
