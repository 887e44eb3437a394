package dev.berth.storage.local;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import dev.berth.protocol.FileFacts;
import dev.berth.protocol.FtpPath;
import dev.berth.storage.StorageException;
import dev.berth.storage.StorageException.Reason;

/// A directory and what lies below it, and no way to anything else. All of it waits for the disk, but what says that it
/// does not.
///
/// @param root the directory that [FtpPath#ROOT] stands for
/// @param modes what is made in it gets
record Tree(Descriptor root, Modes modes) {

    /// Flags for opening anything for transfer: a pipe or device must not hold the thread, nor become the terminal.
    static final int CAREFULLY = Posix.O_NONBLOCK | Posix.O_NOCTTY;

    /// Flags for opening an entry as a directory that is gone through: never what a link leads to.
    static final int LISTED = Posix.O_RDONLY | Posix.O_DIRECTORY | Posix.O_NOFOLLOW;

    /// A name in an open directory.
    ///
    /// @param directory where it is
    /// @param owned whether the directory was opened for this place
    record Place(Descriptor directory, boolean owned, String name) implements AutoCloseable {

        @Override
        public void close() {
            if (owned) {
                directory.close();
            }
        }
    }

    /// `openat2` beneath the root.
    ///
    /// @param octets from [Names#existing]
    /// @return a descriptor's number or `-errno`
    long open(String octets, int flags) {
        return Posix.openAt(root, octets, flags, 0, Posix.BENEATH);
    }

    /// `openat2` beneath the root for reading, without waiting for anything.
    ///
    /// @param octets from [Names#existing]
    /// @param flags besides that
    /// @return a descriptor's number or `-errno`, EAGAIN where it would have to wait
    long openCached(String octets, int flags) {
        return Posix.openAt(root, octets, Posix.O_RDONLY | flags, 0, Posix.BENEATH_CACHED);
    }

    /// The facts of what is at a path, links followed; of the link itself where it leads nowhere or out.
    FileFacts facts(FtpPath path) {
        return facts(Names.existing(path), path.name());
    }

    /// The same for a checked path.
    ///
    /// @param name what to call it in the facts
    FileFacts facts(String octets, String name) {
        long result = open(octets, Posix.O_PATH);
        if (result < 0 && mayBeLink(result)) {
            long link = open(octets, Posix.O_PATH | Posix.O_NOFOLLOW);
            result = link < 0 ? result : link;
        }
        try (Descriptor found = Descriptor.of(result, "open")) {
            return Posix.status(found).facts(name);
        }
    }

    private static boolean mayBeLink(long result) {
        return Errno.ENOENT.is(result)
                || Errno.EXDEV.is(result)
                || Errno.ELOOP.is(result)
                || Errno.ENOTDIR.is(result)
                || Errno.EACCES.is(result);
    }

    /// Opens the directory of an entry that is there or shall be; not for the root, which is nobody's entry.
    ///
    /// @param path not the root; its name is not checked
    Place place(FtpPath path) {
        String name = path.name();
        if (path.names().size() == 1) {
            return new Place(root, false, name);
        }
        long result = open(Names.existing(path.parent()), Posix.O_PATH | Posix.O_DIRECTORY);
        return new Place(Descriptor.of(result, "open the parent directory"), true, name);
    }

    /// Opens a regular file.
    ///
    /// @throws StorageException IS_A_DIRECTORY, or DENIED for a pipe, socket or device
    Descriptor file(String octets, int flags) {
        Descriptor opened = Descriptor.of(open(octets, flags | CAREFULLY), "open");
        try {
            requireFile(Posix.status(opened));
            return opened;
        } catch (RuntimeException refused) {
            opened.close();
            throw refused;
        }
    }

    /// Refuses everything but a regular file.
    ///
    /// @return the same
    @CanIgnoreReturnValue
    static Status requireFile(Status status) {
        if (status.isDirectory()) {
            throw new StorageException(Reason.IS_A_DIRECTORY, "a directory");
        }
        if (!status.isFile()) {
            throw new StorageException(Reason.DENIED, "not a regular file");
        }
        return status;
    }
}
