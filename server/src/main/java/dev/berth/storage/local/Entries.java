package dev.berth.storage.local;

import static java.lang.foreign.ValueLayout.JAVA_SHORT;
import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.lang.foreign.MemorySegment;
import java.util.List;

/// Reads the names in a directory.
final class Entries {

    /// Offsets in `struct linux_dirent64`.
    private static final long LENGTH = 16;

    private static final long NAME = 19;

    private Entries() {}

    /// Reads the next block of names, a thousand or two, in the order of the directory and without `.` and `..`.
    ///
    /// @param directory open for reading, not shared: it knows how far it was read
    /// @param into what they are added to
    /// @return whether there may be more
    static boolean read(Descriptor directory, List<String> into) {
        long result = Posix.entries(directory);
        // A directory that was removed meanwhile has no entries any more.
        long end = Errno.ENOENT.is(result) ? 0 : Errno.check(result, "read the directory");
        MemorySegment block = Scratch.mine().block;
        for (long at = 0; at < end; at += Short.toUnsignedLong(block.get(JAVA_SHORT, at + LENGTH))) {
            String name = block.getString(at + NAME, ISO_8859_1);
            if (!name.equals(".") && !name.equals("..")) {
                into.add(name);
            }
        }
        return end > 0;
    }
}
