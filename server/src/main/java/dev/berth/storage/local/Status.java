package dev.berth.storage.local;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import dev.berth.protocol.FileFacts;
import dev.berth.protocol.FileFacts.Kind;
import java.lang.foreign.MemorySegment;
import java.time.Instant;

/// What `statx(2)` says of an inode.
///
/// @param mode type and permission bits
/// @param links how many names it has
/// @param owner the user
/// @param group the group
/// @param size in octets
/// @param seconds when the content changed last, since 1970
/// @param nanos the part of that below the second
/// @param key which inode it is
/// @param mount which mount it was reached by
/// @param changed when the inode changed last, in nanoseconds since 1970; nobody can set it
record Status(
        int mode,
        long links,
        long owner,
        long group,
        long size,
        long seconds,
        int nanos,
        FileKey key,
        long mount,
        long changed) {

    private static final int TYPE = 0170000;
    private static final int DIRECTORY = 0040000;
    private static final int REGULAR = 0100000;
    private static final int LINK = 0120000;
    private static final int PERMISSIONS = 07777;

    /// Reads a filled `struct statx`.
    static Status from(MemorySegment statx) {
        return new Status(
                Short.toUnsignedInt(statx.get(JAVA_SHORT, 28)),
                Integer.toUnsignedLong(statx.get(JAVA_INT, 16)),
                Integer.toUnsignedLong(statx.get(JAVA_INT, 20)),
                Integer.toUnsignedLong(statx.get(JAVA_INT, 24)),
                statx.get(JAVA_LONG, 40),
                statx.get(JAVA_LONG, 112),
                statx.get(JAVA_INT, 120),
                new FileKey(
                        (Integer.toUnsignedLong(statx.get(JAVA_INT, 136)) << 32)
                                | Integer.toUnsignedLong(statx.get(JAVA_INT, 140)),
                        statx.get(JAVA_LONG, 32)),
                statx.get(JAVA_LONG, 144),
                statx.get(JAVA_LONG, 96) * 1_000_000_000L + statx.get(JAVA_INT, 104));
    }

    /// Whether it is a directory.
    boolean isDirectory() {
        return (mode & TYPE) == DIRECTORY;
    }

    /// Whether it is a regular file, the only thing that is ever transferred.
    boolean isFile() {
        return (mode & TYPE) == REGULAR;
    }

    /// Whether it is a symbolic link itself.
    boolean isLink() {
        return (mode & TYPE) == LINK;
    }

    /// The permission bits.
    int permissions() {
        return mode & PERMISSIONS;
    }

    /// As facts of a name.
    FileFacts facts(String name) {
        Kind kind = isFile() ? Kind.FILE : isDirectory() ? Kind.DIRECTORY : isLink() ? Kind.LINK : Kind.OTHER;
        return new FileFacts(
                name,
                kind,
                kind == Kind.FILE ? size : 0,
                Instant.ofEpochSecond(seconds, nanos),
                permissions(),
                owner,
                group,
                links,
                key.device(),
                key.inode());
    }
}
