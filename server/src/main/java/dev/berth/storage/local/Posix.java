package dev.berth.storage.local;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import dev.berth.storage.StorageException;
import java.lang.foreign.MemorySegment;

/// The system calls by their names and types. Paths are checked octet strings; a result is 0 or more, or `-errno`
/// ([Errno#check] makes the failure of it). Nothing here decides anything.
final class Posix {

    static final int O_RDONLY = 0;
    static final int O_WRONLY = 1;
    static final int O_CREAT = 0100;
    static final int O_EXCL = 0200;
    static final int O_NOCTTY = 0400;
    static final int O_NONBLOCK = 04000;
    static final int O_DIRECTORY = Platform.pick(0200000, 040000);
    static final int O_NOFOLLOW = Platform.pick(0400000, 0100000);
    static final int O_NOATIME = 01000000;
    static final int O_CLOEXEC = 02000000;
    static final int O_PATH = 010000000;

    /// `openat2`: any path, for what an operator has configured.
    static final int FOLLOW_ALL = 0;

    /// `RESOLVE_BENEATH | RESOLVE_NO_MAGICLINKS`: for what a client names.
    static final int BENEATH = 0x08 | 0x02;

    /// `RESOLVE_NO_XDEV` besides: EXDEV for what lies on another file system than the directory.
    static final int BENEATH_HERE = BENEATH | 0x01;

    private static final int RESOLVE_CACHED = 0x20;

    /// `RESOLVE_CACHED` besides: EAGAIN where finding it would have to wait.
    static final int BENEATH_CACHED = BENEATH_HERE | RESOLVE_CACHED;

    /// [#FOLLOW_ALL] as far as that is cached.
    static final int FOLLOW_CACHED = RESOLVE_CACHED;

    /// `RENAME_NOREPLACE`.
    static final int NO_REPLACE = 1;

    /// Both names go on to exist, each with what the other had.
    static final int EXCHANGE = 2;

    /// `AT_REMOVEDIR`.
    static final int REMOVE_DIRECTORY = 0x200;

    private static final int RWF_NOWAIT = 8;

    private static final int AT_SYMLINK_NOFOLLOW = 0x100;
    private static final int AT_NO_AUTOMOUNT = 0x800;
    private static final int AT_EMPTY_PATH = 0x1000;
    private static final int STATX_BASIC_AND_MOUNT = 0x7ff | 0x1000;
    private static final int LOCK_EXCLUSIVE_NOW = 2 | 4;

    /// How often a resolution is tried again that raced with a rename somewhere in the system.
    private static final int RACES = 256;

    private Posix() {}

    /// `openat2(2)`; descriptors are never inherited.
    ///
    /// @param resolve [#BENEATH], [#BENEATH_HERE], [#BENEATH_CACHED], [#FOLLOW_ALL] or [#FOLLOW_CACHED]
    static long openAt(Descriptor directory, String path, int flags, int mode, int resolve) {
        Scratch scratch = Scratch.mine();
        MemorySegment how = scratch.how;
        how.set(JAVA_LONG, 0, flags | O_CLOEXEC);
        how.set(JAVA_LONG, 8, mode);
        how.set(JAVA_LONG, 16, resolve);
        long octets = scratch.path(path);
        int number = directory.acquire();
        try {
            long result = SystemCall.OPENAT2.call(number, octets, how.address(), how.byteSize(), 0, 0);
            int races = (resolve & RESOLVE_CACHED) == 0 ? RACES : 0;
            for (int i = 0; i < races && Errno.EAGAIN.is(result); i++) {
                result = SystemCall.OPENAT2.call(number, octets, how.address(), how.byteSize(), 0, 0);
            }
            return result;
        } finally {
            directory.release();
        }
    }

    /// `close(2)`.
    @CanIgnoreReturnValue
    static long close(int number) {
        return SystemCall.CLOSE.call(number, 0, 0);
    }

    /// `statx(2)` of what is open.
    ///
    /// @throws StorageException when it cannot be had
    static Status status(Descriptor open) {
        Errno.check(statx(open, "", AT_EMPTY_PATH), "statx");
        return Status.from(Scratch.mine().status);
    }

    /// `statx(2)` of an entry itself, not of what a link leads to. [#lastStatus] has it when the result is 0.
    static long statusAt(Descriptor directory, String name) {
        return statx(directory, name, AT_SYMLINK_NOFOLLOW | AT_NO_AUTOMOUNT);
    }

    /// What this thread's last successful [#statusAt] found.
    static Status lastStatus() {
        return Status.from(Scratch.mine().status);
    }

    private static long statx(Descriptor directory, String path, int flags) {
        Scratch scratch = Scratch.mine();
        int number = directory.acquire();
        try {
            return SystemCall.STATX.call(
                    number, scratch.path(path), flags, STATX_BASIC_AND_MOUNT, scratch.status.address(), 0);
        } finally {
            directory.release();
        }
    }

    /// `mkdirat(2)`.
    static long makeDirectory(Descriptor directory, String name, int mode) {
        int number = directory.acquire();
        try {
            return SystemCall.MKDIRAT.call(number, Scratch.mine().path(name), mode);
        } finally {
            directory.release();
        }
    }

    /// `unlinkat(2)`.
    ///
    /// @param flags 0 or [#REMOVE_DIRECTORY]
    static long unlink(Descriptor directory, String name, int flags) {
        int number = directory.acquire();
        try {
            return SystemCall.UNLINKAT.call(number, Scratch.mine().path(name), flags);
        } finally {
            directory.release();
        }
    }

    /// `renameat2(2)`.
    ///
    /// @param flags 0, [#NO_REPLACE] or [#EXCHANGE]
    static long rename(Descriptor from, String name, Descriptor to, String newName, int flags) {
        return twoNames(SystemCall.RENAMEAT2, from, name, to, newName, flags);
    }

    /// `linkat(2)`.
    static long link(Descriptor from, String name, Descriptor to, String newName) {
        return twoNames(SystemCall.LINKAT, from, name, to, newName, 0);
    }

    private static long twoNames(
            SystemCall call, Descriptor from, String name, Descriptor to, String newName, int flags) {
        Scratch scratch = Scratch.mine();
        int source = from.acquire();
        try {
            int target = to.acquire();
            try {
                return call.call(source, scratch.path(name), target, scratch.otherPath(newName), flags, 0);
            } finally {
                to.release();
            }
        } finally {
            from.release();
        }
    }

    /// `getdents64(2)` into [Scratch#block].
    ///
    /// @return how many octets of entries, 0 at the end
    static long entries(Descriptor directory) {
        return with(directory, SystemCall.GETDENTS64, Scratch.mine().block.address(), Scratch.BLOCK);
    }

    /// `lseek(2)` from the beginning; of a directory to where an entry of [#entries] says that it goes on.
    static long seek(Descriptor open, long position) {
        return with(open, SystemCall.LSEEK, position, 0);
    }

    /// `fsync(2)`.
    static long synchronise(Descriptor file) {
        return with(file, SystemCall.FSYNC, 0, 0);
    }

    /// `syncfs(2)`: the whole file system that the file lies on.
    static long synchroniseFileSystem(Descriptor file) {
        return with(file, SystemCall.SYNCFS, 0, 0);
    }

    /// `ftruncate(2)`.
    static long truncate(Descriptor file, long size) {
        return with(file, SystemCall.FTRUNCATE, size, 0);
    }

    /// `fchmod(2)`.
    static long changeMode(Descriptor file, int mode) {
        return with(file, SystemCall.FCHMOD, mode, 0);
    }

    /// `copy_file_range(2)`.
    ///
    /// @return how many octets were copied, 0 at the end
    static long copy(Descriptor from, long position, Descriptor to, long newPosition, long length) {
        MemorySegment positions = Scratch.mine().vectors;
        positions.set(JAVA_LONG, 0, position);
        positions.set(JAVA_LONG, 8, newPosition);
        int source = from.acquire();
        try {
            int target = to.acquire();
            try {
                return SystemCall.COPY_FILE_RANGE.call(
                        source, positions.address(), target, positions.address() + 8, length, 0);
            } finally {
                to.release();
            }
        } finally {
            from.release();
        }
    }

    /// `flock(2)`, exclusive, without waiting; it ends when the file is closed, or its process dies.
    static long lock(Descriptor file) {
        return with(file, SystemCall.FLOCK, LOCK_EXCLUSIVE_NOW, 0);
    }

    /// `pread64(2)`.
    static long read(Descriptor file, long address, long length, long position) {
        int number = file.acquire();
        try {
            return SystemCall.PREAD64.call(number, address, length, position, 0, 0);
        } finally {
            file.release();
        }
    }

    /// `pwritev(2)` of the first entries of [Scratch#vectors].
    static long write(Descriptor file, int vectors, long position) {
        int number = file.acquire();
        try {
            return SystemCall.PWRITEV.call(number, Scratch.mine().vectors.address(), vectors, position, 0, 0);
        } finally {
            file.release();
        }
    }

    /// Reads one octet if that needs no waiting; see [#readCached].
    ///
    /// @return 1, or 0 at the end; EAGAIN when it is not in memory; EOPNOTSUPP when the file system cannot say
    static long probe(Descriptor file, long position) {
        return readCached(file, Scratch.mine().how.address(), 1, position);
    }

    /// Reads what needs no waiting, by `preadv2(2)` with `RWF_NOWAIT`; it may be called on an event loop.
    ///
    /// @return how many octets, fewer than `length` if the rest is not in memory; 0 at the end; EAGAIN when nothing
    ///     is in memory; EOPNOTSUPP when the file system cannot say
    static long readCached(Descriptor file, long address, long length, long position) {
        MemorySegment vectors = Scratch.mine().vectors;
        vectors.set(JAVA_LONG, 0, address);
        vectors.set(JAVA_LONG, 8, length);
        int number = file.acquire();
        try {
            return SystemCall.PREADV2.call(number, vectors.address(), 1, position, 0, RWF_NOWAIT);
        } finally {
            file.release();
        }
    }

    /// The type that `fstatfs(2)` gives for the file system of what is open; 0 if it gives none.
    static long fileSystemType(Descriptor open) {
        MemorySegment into = Scratch.mine().block;
        return with(open, SystemCall.FSTATFS, into.address(), 0) < 0 ? 0 : into.get(JAVA_INT, 0) & 0xffffffffL;
    }

    static long with(Descriptor open, SystemCall call, long second, long third) {
        int number = open.acquire();
        try {
            return call.call(number, second, third);
        } finally {
            open.release();
        }
    }
}
