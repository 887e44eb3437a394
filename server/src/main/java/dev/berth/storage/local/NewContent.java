package dev.berth.storage.local;

import dev.berth.storage.Growth;
import dev.berth.storage.StorageException;
import dev.berth.storage.StorageException.Reason;
import io.vertx.core.Future;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/// STOR: the content grows under a temporary name beside the file and takes its name by one rename, within the
/// directory that was open from the start, so that one swapped meanwhile cannot redirect it.
final class NewContent implements Target {

    private final Uploads uploads;
    private final StoringDirectory directory;
    private final String name;
    private final String temporary;
    private final Descriptor file;
    private final FileOutput output;
    private final boolean overwrite;
    private final boolean entered;
    private volatile Growth growth = Growth.NONE;
    private volatile LongSupplier entries = () -> Long.MAX_VALUE;
    private volatile Supplier<Growth> most = () -> Growth.UNBOUNDED;

    /// Takes over the directory and the file.
    ///
    /// @param temporary the name that the file has now
    /// @param name the name that it shall get
    /// @param overwrite whether a file that has that name is replaced
    NewContent(
            Uploads uploads,
            StoringDirectory directory,
            String temporary,
            Descriptor file,
            String name,
            boolean overwrite) {
        this.uploads = uploads;
        this.directory = directory;
        this.name = name;
        this.temporary = temporary;
        this.file = file;
        this.output = new FileOutput(file, 0);
        this.overwrite = overwrite;
        this.entered = uploads.replacing().enter(place(), !overwrite);
    }

    /// Refuses a name that nobody has yet and that another upload is after, where nothing may be replaced.
    void requireFree() {
        if (!entered) {
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

    @Override
    public void begin() {}

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
                Errno.check(file.closeReporting(), "close");
                rename();
                closeDirectory();
                return Future.succeededFuture(size);
            }
            Errno.check(Posix.synchronise(file), "fsync");
            rename();
        } catch (RuntimeException failure) {
            remove();
            throw failure;
        }
        return directory
                .synchronise(uploads.syncs(), file)
                .eventually(this::closed)
                .map(size);
    }

    private void rename() {
        growth = counted(() -> {
            if (overwrite) {
                return uploads.renames().replace(directory, temporary, name, whole(), most.get());
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
        return Renames.withoutReplacing(directory.handle(), temporary, directory.handle(), name);
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
        try {
            long result = Posix.unlink(directory.handle(), temporary, 0);
            Errno.check(Errno.ENOENT.is(result) ? 0 : result, "remove an unfinished upload");
        } finally {
            close();
        }
    }

    private Future<Void> closed() {
        close();
        return Future.succeededFuture();
    }

    private void close() {
        file.close();
        closeDirectory();
    }

    private void closeDirectory() {
        if (entered) {
            uploads.replacing().leave(place());
        }
        directory.close();
    }
}
