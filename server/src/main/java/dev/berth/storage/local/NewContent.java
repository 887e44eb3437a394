package dev.berth.storage.local;

import dev.berth.storage.Growth;
import io.vertx.core.Future;

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
    private volatile Growth growth = Growth.NONE;

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
        uploads.replacing().enter(place());
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
    public Growth growth() {
        return growth;
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
        Descriptor in = directory.handle();
        Growth replaced = Growth.NONE;
        if (overwrite) {
            replaced = uploads.renames().replace(in, temporary, name);
        } else {
            Errno.check(Renames.withoutReplacing(in, temporary, in, name), "publish by rename");
        }
        growth = new Growth(output.position() + replaced.octets(), 1 + replaced.files());
    }

    @Override
    public void giveUp(long arrived) {
        Descriptor in = directory.handle();
        if (arrived > 0 && uploads.keepsPartial() && Renames.withoutReplacing(in, temporary, in, name) == 0) {
            growth = new Growth(output.position(), 1);
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
        uploads.replacing().leave(place());
        directory.close();
    }
}
