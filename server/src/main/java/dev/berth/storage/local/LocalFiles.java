package dev.berth.storage.local;

import dev.berth.protocol.FileFacts;
import dev.berth.protocol.FtpPath;
import dev.berth.storage.Files;
import dev.berth.storage.Listing;
import dev.berth.storage.Order;
import dev.berth.storage.ReadableFile;
import dev.berth.storage.StorageException;
import dev.berth.storage.StorageException.Reason;
import dev.berth.storage.Upload;
import dev.berth.storage.WriteMode;
import io.vertx.core.Future;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;

/// One account's view of local files.
final class LocalFiles implements Files, Work.Held {

    private final Work work;
    private final Uploads uploads;
    private final Modes modes;
    private final Homes homes;
    private final Homes.Home home;
    private final Tree tree;
    private final AtomicBoolean closed = new AtomicBoolean();

    /// @param home given back to `homes` at the end
    LocalFiles(Work work, Uploads uploads, Modes modes, Homes homes, Homes.Home home) {
        this.work = work;
        this.uploads = uploads;
        this.modes = modes;
        this.homes = homes;
        this.home = home;
        this.tree = new Tree(home.directory());
    }

    @Override
    public Future<FileFacts> facts(FtpPath path) {
        return run(() -> tree.facts(path));
    }

    @Override
    public Future<Listing> list(FtpPath directory, Order order) {
        return run(() -> LocalListing.open(work, tree, Names.existing(directory), directory.name(), order));
    }

    @Override
    public Future<ReadableFile> read(FtpPath path) {
        return run(() -> {
            long result = tree.open(Names.existing(path), Posix.O_RDONLY | Tree.CAREFULLY);
            return LocalReadableFile.of(work, Descriptor.of(result, "open"), path.name());
        });
    }

    @Override
    public Future<Upload> write(FtpPath path, WriteMode mode) {
        return run(() -> uploads.open(tree, path, mode));
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
                long result = Posix.unlink(place.directory(), place.name(), Posix.REMOVE_DIRECTORY);
                if (Errno.ENOTEMPTY.is(result) && swept(path)) {
                    result = Posix.unlink(place.directory(), place.name(), Posix.REMOVE_DIRECTORY);
                }
                Errno.check(result, "rmdir");
            }
        });
    }

    /// A directory that looks empty to a client may hold what a dead process left.
    private boolean swept(FtpPath path) {
        long result = tree.open(Names.existing(path), Posix.O_RDONLY | Posix.O_DIRECTORY | Posix.O_NOFOLLOW);
        return result >= 0 && uploads.janitor().sweep(Descriptor.of(result, "open")) > 0;
    }

    @Override
    public Future<Void> delete(FtpPath path) {
        return act(() -> {
            refuseRoot(path, Reason.IS_A_DIRECTORY);
            try (Tree.Place place = existing(path)) {
                Errno.check(Posix.unlink(place.directory(), place.name(), 0), "unlink");
            }
        });
    }

    @Override
    public Future<Void> rename(FtpPath from, FtpPath to, boolean overwrite) {
        return act(() -> {
            refuseRoot(from, Reason.DENIED);
            refuseRoot(to, Reason.DENIED);
            if (isBelow(to, from)) {
                throw new StorageException(Reason.DENIED, "a directory cannot go into itself");
            }
            Names.creatable(to.name());
            try (Tree.Place source = existing(from);
                    Tree.Place target = tree.place(to)) {
                Renames.rename(source, target, overwrite);
            }
        });
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

    private static void refuseRoot(FtpPath path, Reason reason) {
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

    @Override
    public Future<Void> close() {
        return work.giveBack(this);
    }

    @Override
    public void end() {
        if (closed.compareAndSet(false, true)) {
            work.drop(this);
            homes.release(home);
        }
    }
}
