package dev.berth.storage.local;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.berth.storage.Space;
import java.lang.foreign.MemorySegment;

/// More system calls by their names and types, as in [Posix]: those about facts of files, about links and about
/// threads.
final class Inodes {

    /// Where this process's descriptors have names; [Platform] makes sure that it is there.
    private static final String MINE = "/proc/self/fd/";

    private static final int AT_FDCWD = -100;

    private static final int AT_EACCESS = 0x200;
    private static final int AT_EMPTY_PATH = 0x1000;
    private static final int OF_THIS_THREAD = 1;
    private static final int WRITE_AND_SEARCH = 2 | 1;

    /// For an owner or a group that stays.
    static final long UNCHANGED = -1;

    private static final long UTIME_OMIT = (1L << 30) - 2;

    private Inodes() {}

    /// `fchmodat(2)` of what is open, [Posix#O_PATH] included, which `fchmod(2)` does not take.
    static long changeModeOf(Descriptor open, int mode) {
        int number = open.acquire();
        try {
            return SystemCall.FCHMODAT.call(AT_FDCWD, Scratch.mine().path(MINE + number), mode);
        } finally {
            open.release();
        }
    }

    /// `fchownat(2)` of what is open, [Posix#O_PATH] included: sets owner and group, but those that are [#UNCHANGED].
    static long changeOwnerOf(Descriptor open, long owner, long group) {
        int number = open.acquire();
        try {
            return SystemCall.FCHOWNAT.call(AT_FDCWD, Scratch.mine().path(MINE + number), owner, group, 0, 0);
        } finally {
            open.release();
        }
    }

    /// `utimensat(2)` of what is open, [Posix#O_PATH] included: sets when the content changed last, and leaves
    /// alone when it was read.
    static long changeModified(Descriptor open, long seconds, int nanos) {
        Scratch scratch = Scratch.mine();
        MemorySegment times = scratch.vectors;
        times.set(JAVA_LONG, 0, 0);
        times.set(JAVA_LONG, 8, UTIME_OMIT);
        times.set(JAVA_LONG, 16, seconds);
        times.set(JAVA_LONG, 24, nanos);
        int number = open.acquire();
        try {
            return SystemCall.UTIMENSAT.call(AT_FDCWD, scratch.path(MINE + number), times.address(), 0, 0, 0);
        } finally {
            open.release();
        }
    }

    /// `symlinkat(2)`.
    ///
    /// @param target what the link says, an octet string
    static long symlink(String target, Descriptor directory, String name) {
        Scratch scratch = Scratch.mine();
        int number = directory.acquire();
        try {
            return SystemCall.SYMLINKAT.call(scratch.otherPath(target), number, scratch.path(name));
        } finally {
            directory.release();
        }
    }

    /// `readlinkat(2)`.
    ///
    /// @return what the link says, an octet string
    /// @throws StorageException when it cannot be had
    static String linkTarget(Descriptor directory, String name) {
        Scratch scratch = Scratch.mine();
        int number = directory.acquire();
        try {
            long result = SystemCall.READLINKAT.call(
                    number, scratch.path(name), scratch.block.address(), Scratch.BLOCK, 0, 0);
            byte[] octets = new byte[(int) Errno.check(result, "readlink")];
            MemorySegment.copy(scratch.block, JAVA_BYTE, 0, octets, 0, octets.length);
            return new String(octets, ISO_8859_1);
        } finally {
            directory.release();
        }
    }

    /// `faccessat2(2)`: whether this process may make and find names in a directory.
    ///
    /// @return 0 or `-errno`
    static long mayMakeIn(Descriptor directory) {
        int number = directory.acquire();
        try {
            return SystemCall.FACCESSAT2.call(
                    number, Scratch.mine().path(""), WRITE_AND_SEARCH, AT_EACCESS | AT_EMPTY_PATH, 0, 0);
        } finally {
            directory.release();
        }
    }

    /// Whether the file system that something open lies on has no block or no inode left, if it says how many it has.
    static boolean isFull(Descriptor open) {
        MemorySegment into = statfs(open);
        boolean noBlocks = into.get(JAVA_LONG, 16) > 0 && into.get(JAVA_LONG, 32) == 0;
        return noBlocks || (into.get(JAVA_LONG, 40) > 0 && into.get(JAVA_LONG, 48) == 0);
    }

    /// The room on the file system that something open lies on, by `fstatfs(2)`.
    ///
    /// @throws StorageException when it cannot be had
    static Space space(Descriptor open) {
        MemorySegment into = statfs(open);
        // Blocks are counted in fragments, where the file system has such.
        long fragment = into.get(JAVA_LONG, 72);
        long unit = fragment > 0 ? fragment : into.get(JAVA_LONG, 8);
        return new Space(unit * into.get(JAVA_LONG, 32), unit * into.get(JAVA_LONG, 16));
    }

    /// How often the calling thread has given up the processor so far because it had to wait, by `getrusage(2)`; always
    /// another number where that is not told.
    static long waits() {
        MemorySegment into = Scratch.mine().block;
        long result = SystemCall.GETRUSAGE.call(OF_THIS_THREAD, into.address(), 0);
        return result < 0 ? System.nanoTime() : into.get(JAVA_LONG, 128);
    }

    private static MemorySegment statfs(Descriptor open) {
        MemorySegment into = Scratch.mine().block;
        Errno.check(Posix.with(open, SystemCall.FSTATFS, into.address(), 0), "fstatfs");
        return into;
    }
}
