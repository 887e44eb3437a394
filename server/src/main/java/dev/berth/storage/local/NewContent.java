package dev.berth.storage.local;

import dev.berth.storage.Growth;
import dev.berth.storage.StorageException;
import dev.berth.storage.StorageException.Reason;
import io.vertx.core.Future;
import java.util.Objects;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// STOR: the content grows under a temporary name beside the file and takes its name by one rename, within the
/// directory that was open from the start, so that one swapped meanwhile cannot redirect it.
final class NewContent implements Target {

    /// How large a file may be that is removed where others wait: the kernel gives back each of its pages.
    private static final long MOST_FREED = 1 << 20;

    private final Uploads uploads;
    private final StoringDirectory directory;
    private final String name;
    private final boolean overwrite;
    private final Modes modes;
    private final int wanted;
    private final FileOutput output = new FileOutput(() -> made().file(), 0);
    private final boolean entered;

    /// While the file is made or removed. An event loop takes it before any other thread knows of this, and where the
    /// file lies in memory; then nobody has it for longer than that takes.
    private final Lock making = new ReentrantLock();
    private boolean kept;
    private volatile @Nullable Temporary temporary;
    private volatile Growth growth = Growth.NONE;
    private volatile LongSupplier entries = () -> Long.MAX_VALUE;
    private volatile Supplier<Growth> most = () -> Growth.UNBOUNDED;

    /// Takes over the directory. The file is made by [#begin].
    ///
    /// @param name that the file shall get
    /// @param overwrite whether a file that has that name is replaced
    /// @param wanted the permission bits that it shall get
    NewContent(Uploads uploads, StoringDirectory directory, String name, boolean overwrite, Modes modes, int wanted) {
        this.uploads = uploads;
        this.directory = directory;
        this.name = name;
        this.overwrite = overwrite;
        this.modes = modes;
        this.wanted = wanted;
        this.entered = uploads.replacing().enter(place(), !overwrite);
    }

    /// Refuses that the directory is removed before there is a file in it. It waits for nobody.
    ///
    /// @return false if it was removed, or is about to be
    boolean keepDirectory() {
        kept = uploads.kept().keep(directory.key());
        return kept && Posix.status(directory.handle()).links() > 0;
    }

    /// Whether no other upload is after a name that nobody has yet, where nothing may be replaced.
    boolean isFree() {
        return entered;
    }

    /// Refuses a name that nobody has yet and that another upload is after, where nothing may be replaced.
    void requireFree() {
        if (!isFree()) {
            throw new StorageException(Reason.BUSY, "another session is storing it");
        }
    }

    private Replacing.Place place() {
        return new Replacing.Place(directory.key(), name);
    }

    @Override
    public FileOutput output() {
        return output;
    }

    /// Makes the file, if it has not been made yet. The end of the storage may come meanwhile, and removes it then.
    @Override
    public void begin() {
        making.lock();
        try {
            if (temporary == null) {
                temporary = Temporary.make(directory, modes, wanted, uploads.janitor());
                uploads.janitor().visit(directory);
            }
        } finally {
            making.unlock();
        }
    }

    private Temporary made() {
        return Objects.requireNonNull(temporary, "written to before it was begun");
    }

    @Override
    public Growth replaces() {
        return Renames.at(directory.handle(), name);
    }

    @Override
    public void boundBy(Supplier<Growth> bound) {
        most = bound;
    }

    @Override
    public void among(LongSupplier bound) {
        entries = bound;
    }

    @Override
    public boolean waitsForNobody() {
        return entries.getAsLong() == Long.MAX_VALUE
                && output.position() <= MOST_FREED // it is removed if it does not get its name
                && uploads.renames().isFree(place())
                && replaces().octets() <= MOST_FREED;
    }

    @Override
    public Growth growth() {
        return growth;
    }

    private Growth whole() {
        return new Growth(output.position(), 1);
    }

    @Override
    public Future<Long> publish() {
        long size = output.position();
        try {
            if (!uploads.isDurable()) {
                // Where writing is put off, on a network, errors come out here at the latest: before the name changes.
                Errno.check(made().file().closeReporting(), "close");
                rename();
                closeDirectory();
                return Future.succeededFuture(size);
            }
            Errno.check(Posix.synchronise(made().file()), "fsync");
            rename();
        } catch (RuntimeException failure) {
            remove();
            throw failure;
        }
        return directory
                .synchronise(uploads.syncs(), made().file())
                .eventually(this::closed)
                .map(size);
    }

    private void rename() {
        growth = counted(() -> {
            if (overwrite) {
                return uploads.renames().replace(directory, made().name(), name, whole(), most.get());
            }
            Renames.requireRoom(whole(), most.get());
            Errno.check(renamedToFree(), "publish by rename");
            return whole();
        });
    }

    private <T> T counted(Supplier<T> act) {
        return uploads.renames().among(directory, name, entries.getAsLong(), act);
    }

    private long renamedToFree() {
        return Renames.withoutReplacing(directory.handle(), made().name(), directory.handle(), name);
    }

    /// Gives the name to what arrived, if there is room for it.
    private boolean keep() {
        try {
            return whole().fitsInto(most.get()) && counted(this::renamedToFree) == 0;
        } catch (StorageException refused) {
            return false;
        }
    }

    @Override
    public void giveUp(long arrived) {
        if (arrived > 0 && uploads.keepsPartial() && keep()) {
            growth = whole();
            close();
        } else {
            remove();
        }
    }

    @Override
    public void discard(long arrived) {
        remove();
    }

    private void remove() {
        making.lock();
        try {
            removeMade();
        } finally {
            making.unlock();
        }
    }

    private void removeMade() {
        Temporary unfinished = temporary;
        try {
            if (unfinished != null) {
                long result = Posix.unlink(directory.handle(), unfinished.name(), 0);
                Errno.check(Errno.ENOENT.is(result) ? 0 : result, "remove an unfinished upload");
            }
        } finally {
            close();
        }
    }

    private Future<Void> closed() {
        close();
        return Future.succeededFuture();
    }

    private void close() {
        Temporary open = temporary;
        if (open != null) {
            open.file().close();
        }
        closeDirectory();
    }

    private void closeDirectory() {
        if (entered) {
            uploads.replacing().leave(place());
        }
        if (kept) {
            uploads.kept().release(directory.key());
        }
        directory.close();
    }
}
