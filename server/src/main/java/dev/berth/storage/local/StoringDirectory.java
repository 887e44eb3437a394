package dev.berth.storage.local;

import dev.berth.storage.StorageException;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;

/// A directory that a file is stored in, held open until it is.
///
/// @param handle the directory
/// @param readable whether it could be opened for reading, which `fsync` needs
/// @param key which directory it is
record StoringDirectory(Descriptor handle, boolean readable, FileKey key) implements AutoCloseable {

    /// Opens it; also one that may be written but not read, as drop boxes are.
    ///
    /// @param octets from [Names#existing]
    static StoringDirectory open(Tree tree, String octets) {
        long result = tree.open(octets, Posix.O_RDONLY | Posix.O_DIRECTORY);
        boolean readable = !Errno.EACCES.is(result);
        if (!readable) {
            result = tree.open(octets, Posix.O_PATH | Posix.O_DIRECTORY);
        }
        return of(Descriptor.of(result, "open the parent directory"), readable);
    }

    /// The same without waiting, for one that may be read.
    ///
    /// @throws StorageException also where it would have to wait
    static StoringDirectory openCached(Tree tree, String octets) {
        return of(Descriptor.of(tree.openCached(octets, Posix.O_DIRECTORY), "open what is cached"), true);
    }

    private static StoringDirectory of(Descriptor handle, boolean readable) {
        try {
            return new StoringDirectory(handle, readable, Posix.status(handle).key());
        } catch (RuntimeException failure) {
            handle.close();
            throw failure;
        }
    }

    /// Brings a rename in it to the disk.
    ///
    /// @param file any file of the same file system, open
    /// @return on any thread; the directory and the file are to stay open until then
    Future<Void> synchronise(DirectorySync syncs, Descriptor file) {
        if (readable) {
            return syncs.synchronise(key, handle);
        }
        long result = Posix.synchroniseFileSystem(file);
        return result < 0 ? Future.failedFuture(Errno.failure(result, "syncfs")) : Future.succeededFuture();
    }

    /// Counts its entries, those of uploads under way left out.
    ///
    /// @param most where counting may end
    /// @throws StorageException DENIED when it cannot be read
    long count(long most) {
        long opened = Posix.openAt(handle, ".", Posix.O_RDONLY | Posix.O_DIRECTORY, 0, Posix.BENEATH);
        List<String> names = new ArrayList<>();
        long count = 0;
        try (Descriptor own = Descriptor.of(opened, "open the directory")) {
            boolean more = true;
            while (more && count < most) {
                names.clear();
                more = Entries.read(own, names);
                count += names.stream().filter(name -> !Names.isTemporary(name)).count();
            }
        }
        return count;
    }

    @Override
    public void close() {
        handle.close();
    }
}
