package dev.berth.storage.local;

import dev.berth.storage.Growth;
import dev.berth.storage.StorageException;
import dev.berth.storage.StorageException.Reason;
import io.vertx.core.Future;
import org.jspecify.annotations.Nullable;

/// APPE, REST with STOR and RANG with STOR: what arrives goes into the file itself and stays there.
final class InPlace implements Target {

    private final Uploads uploads;
    private final Claim claim;
    private final FileOutput output;
    private final @Nullable Made made;
    private final long before;
    private final Growth replaces;
    private boolean cut;
    private volatile Growth growth = Growth.NONE;

    /// A file that was made for this upload.
    ///
    /// @param directory where
    /// @param name how it is called there
    record Made(StoringDirectory directory, String name) {}

    /// Takes over the file.
    ///
    /// @param claim the file, nobody else's to write
    /// @param output where to begin
    /// @param cuts whether what is behind that is cut off
    /// @param size how long it is now
    InPlace(Uploads uploads, Claim claim, FileOutput output, boolean cuts, long size, @Nullable Made made) {
        this.uploads = uploads;
        this.claim = claim;
        this.output = output;
        this.before = size;
        this.replaces = new Growth(output.over(size), made == null ? 1 : 0);
        this.cut = !cuts || output.position() == size;
        this.made = made;
    }

    @Override
    public FileOutput output() {
        return output;
    }

    /// Cuts the file only now, so that a data connection which never comes leaves it as it is.
    @Override
    public void begin() {
        if (!cut) {
            Errno.check(Posix.truncate(claim.file(), output.position()), "truncate");
            cut = true;
        }
    }

    @Override
    public Growth replaces() {
        return replaces;
    }

    @Override
    public Growth growth() {
        return growth;
    }

    @Override
    public Future<Long> publish() {
        try {
            Status there = Posix.status(claim.file());
            long size = there.size();
            growth = grown(size);
            if (there.links() == 0) {
                throw new StorageException(Reason.REPLACED, "it has no name any more");
            }
            if (!output.isFull()) {
                throw new StorageException(Reason.NOT_THE_RANGE, "less than the range has");
            }
            if (!uploads.isDurable()) {
                Errno.check(claim.file().closeReporting(), "close");
                close();
                return Future.succeededFuture(size);
            }
            Errno.check(Posix.synchronise(claim.file()), "fsync");
            Future<Void> entered = made == null
                    ? Future.succeededFuture()
                    : made.directory().synchronise(uploads.syncs(), claim.file());
            return entered.eventually(this::closed).map(size);
        } catch (RuntimeException failure) {
            close();
            throw failure;
        }
    }

    @Override
    public void giveUp(long arrived) {
        try {
            if (made != null && arrived == 0 && isStillThere(made)) {
                Errno.check(Posix.unlink(made.directory().handle(), made.name(), 0), "remove an empty upload");
            } else {
                growth = grown(Posix.status(claim.file()).size());
            }
        } finally {
            close();
        }
    }

    private Growth grown(long size) {
        return new Growth(claim.booked(size) - before, made == null ? 0 : 1);
    }

    private boolean isStillThere(Made made) {
        return Posix.statusAt(made.directory().handle(), made.name()) == 0
                && Posix.lastStatus().key().equals(claim.key());
    }

    private Future<Void> closed() {
        close();
        return Future.succeededFuture();
    }

    private void close() {
        if (made != null) {
            made.directory().close();
        }
        claim.close();
    }
}
