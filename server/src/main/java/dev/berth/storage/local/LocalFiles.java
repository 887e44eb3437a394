package dev.berth.storage.local;

import dev.berth.protocol.FileFacts;
import dev.berth.protocol.FtpPath;
import dev.berth.storage.Extent;
import dev.berth.storage.FileHash;
import dev.berth.storage.Files;
import dev.berth.storage.Growth;
import dev.berth.storage.HashAlgorithm;
import dev.berth.storage.Listing;
import dev.berth.storage.LongTask;
import dev.berth.storage.Order;
import dev.berth.storage.ReadableFile;
import dev.berth.storage.Space;
import dev.berth.storage.StorageException;
import dev.berth.storage.StorageException.Reason;
import dev.berth.storage.Upload;
import dev.berth.storage.WriteMode;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;

/// One account's view of local files.
final class LocalFiles implements Files, Work.Held {

    private final Work work;
    private final Means means;
    private final Uploads uploads;
    private final Modes modes;
    private final LongOperations longs;
    private final Homes homes;
    private final Homes.Home home;
    private final Tree tree;
    private final AtomicBoolean closed = new AtomicBoolean();

    /// What all views of a storage share.
    record Means(Work work, Uploads uploads, CachedUploads cached, Hashes hashes, SmallFiles small) {}

    /// @param tenant whose it is
    /// @param home given back to `homes` at the end
    /// @param modes what is made in it gets
    LocalFiles(Means means, Homes homes, String tenant, Homes.Home home, Modes modes) {
        this.means = means;
        this.work = means.work().of(tenant);
        this.uploads = means.uploads();
        this.modes = modes;
        this.homes = homes;
        this.home = home;
        this.tree = new Tree(home.directory(), modes);
        this.longs = new LongOperations(work, means, tree, closed::get);
    }

    @Override
    public Future<FileFacts> facts(FtpPath path) {
        return run(() -> tree.facts(path));
    }

    @Override
    public Future<Listing> list(FtpPath directory, Order order) {
        return run(() -> LocalListing.open(work, tree, Names.existing(directory), directory.name(), order));
    }

    /// On the caller's own thread if nothing has to be waited for.
    @Override
    public Future<ReadableFile> read(FtpPath path) {
        Optional<ReadableFile> cached =
                closed.get() ? Optional.empty() : means.small().openCached(tree, home.fileSystem(), path);
        return cached.map(Future::succeededFuture).orElseGet(() -> open(path));
    }

    private Future<ReadableFile> open(FtpPath path) {
        return run(() -> {
            long result = tree.open(Names.existing(path), Posix.O_RDONLY | Tree.CAREFULLY);
            return means.small().open(work, Descriptor.of(result, "open"), path.name());
        });
    }

    /// On the caller's own thread if nothing has to be waited for.
    @Override
    public Future<Upload> write(FtpPath path, WriteMode mode) {
        Optional<Upload> cached =
                closed.get() ? Optional.empty() : means.cached().open(work, tree, home.fileSystem(), path, mode);
        return cached.map(Future::succeededFuture).orElseGet(() -> openForWriting(path, mode));
    }

    private Future<Upload> openForWriting(FtpPath path, WriteMode mode) {
        return run(() -> uploads.open(work, tree, path, mode));
    }

    @Override
    public Future<Void> makeDirectory(FtpPath path) {
        return act(() -> {
            refuseRoot(path, Reason.ALREADY_EXISTS);
            Names.creatable(path.name());
            try (Tree.Place place = tree.place(path)) {
                long result = Posix.makeDirectory(place.directory(), place.name(), modes.directory());
                Errno.check(result, "mkdir");
                modes.applyToDirectory(place.directory(), place.name());
            }
        });
    }

    @Override
    public Future<Void> removeDirectory(FtpPath path) {
        return act(() -> {
            refuseRoot(path, Reason.DENIED);
            try (Tree.Place place = existing(path)) {
                long result = removed(place);
                if (Errno.ENOTEMPTY.is(result) && swept(path)) {
                    result = removed(place);
                }
                Errno.check(result, "rmdir");
            }
        });
    }

    private long removed(Tree.Place directory) {
        return uploads.removeDirectory(directory.directory(), directory.name(), Errno.ENOTEMPTY);
    }

    /// A directory that looks empty to a client may hold what a dead process left.
    private boolean swept(FtpPath path) {
        long result = tree.open(Names.existing(path), Posix.O_RDONLY | Posix.O_DIRECTORY | Posix.O_NOFOLLOW);
        return result >= 0 && uploads.janitor().sweep(Descriptor.of(result, "open")) > 0;
    }

    @Override
    public Future<Growth> delete(FtpPath path) {
        return run(() -> {
            refuseRoot(path, Reason.IS_A_DIRECTORY);
            return unlink(path);
        });
    }

    private Growth unlink(FtpPath path) {
        try (Tree.Place place = existing(path)) {
            return uploads.renames().unlink(place.directory(), place.name());
        }
    }

    @Override
    public Future<Growth> rename(FtpPath from, FtpPath to, boolean overwrite) {
        return run(() -> {
            refuseRoot(from, Reason.DENIED);
            refuseRoot(to, Reason.DENIED);
            if (isBelow(to, from)) {
                throw new StorageException(Reason.DENIED, "a directory cannot go into itself");
            }
            Names.creatable(to.name());
            try (Tree.Place source = existing(from);
                    Tree.Place target = tree.place(to)) {
                return uploads.renames().rename(source, target, overwrite);
            }
        });
    }

    @Override
    public Future<Void> changeMode(FtpPath path, int mode) {
        return act(() -> FactChanges.mode(tree, path, mode));
    }

    @Override
    public Future<Void> changeGroup(FtpPath path, long group) {
        return act(() -> FactChanges.group(tree, path, group));
    }

    @Override
    public Future<Void> changeModified(FtpPath path, Instant modified) {
        return act(() -> FactChanges.modified(tree, path, modified));
    }

    @Override
    public Future<Space> space(FtpPath directory) {
        return run(() -> {
            long result = tree.open(Names.existing(directory), Posix.O_PATH | Posix.O_DIRECTORY);
            try (Descriptor found = Descriptor.of(result, "open the directory")) {
                return Inodes.space(found);
            }
        });
    }

    @Override
    public Future<FileHash> hash(FtpPath path, HashAlgorithm algorithm, Extent extent, LongTask task) {
        return longs.hash(path, algorithm, extent, task);
    }

    @Override
    public Future<Long> sizeOfTree(FtpPath path, LongTask task) {
        return longs.sizeOfTree(path, task);
    }

    @Override
    public Future<Void> removeTree(FtpPath path, LongTask task) {
        return longs.removeTree(path, task);
    }

    @Override
    public Future<Void> copy(FtpPath from, FtpPath to, boolean overwrite, LongTask task) {
        return facts(from)
                .compose(facts -> facts.isDirectory()
                        ? longs.copyTree(from, to, task)
                        : longs.join(List.of(from), List.of(), to, overwrite, task));
    }

    @Override
    public Future<Void> join(List<FtpPath> parts, FtpPath to, LongTask task) {
        List<FtpPath> others =
                parts.stream().distinct().filter(part -> !part.equals(to)).toList();
        return facts(to)
                .map(_ -> parts.contains(to)
                        ? parts
                        : Stream.concat(Stream.of(to), parts.stream()).toList())
                .recover(missing -> Future.succeededFuture(parts))
                .compose(all -> longs.join(all, others, to, true, task))
                .compose(_ -> act(() -> others.forEach(part -> task.grew(unlink(part)))));
    }

    @Override
    public Future<Void> link(FtpPath target, FtpPath at) {
        return act(() -> Links.make(tree, target, at));
    }

    @Override
    public Future<Growth> content(FtpPath path, LongTask task) {
        return closed.get()
                ? Future.failedFuture(new StorageException(Reason.BROKEN, "the view was closed"))
                : LocalTally.of(work, tree, path, task);
    }

    private static boolean isBelow(FtpPath path, FtpPath above) {
        List<String> names = path.names();
        int depth = above.names().size();
        return names.size() > depth && names.subList(0, depth).equals(above.names());
    }

    /// The place of something that is there, as far as names tell.
    private Tree.Place existing(FtpPath path) {
        Names.checkExisting(path.name());
        return tree.place(path);
    }

    static void refuseRoot(FtpPath path, Reason reason) {
        if (path.isRoot()) {
            throw new StorageException(reason, "the root");
        }
    }

    private <T> Future<T> run(Callable<T> task) {
        if (closed.get()) {
            return Future.failedFuture(new StorageException(Reason.BROKEN, "the view was closed"));
        }
        return work.run(task);
    }

    private Future<Void> act(Runnable task) {
        return run(() -> {
                    task.run();
                    return this;
                })
                .mapEmpty();
    }

    /// On the caller's own thread if others have the home open as well.
    @Override
    public Future<Void> close() {
        if (homes.releaseShared(home, () -> closed.compareAndSet(false, true))) {
            work.drop(this);
        }
        return closed.get() ? Future.succeededFuture() : work.giveBack(this);
    }

    @Override
    public void end() {
        if (closed.compareAndSet(false, true)) {
            work.drop(this);
            homes.release(home);
        }
    }
}
