package dev.berth.storage.local;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.List;

/// Reads the names in a directory.
final class Entries {

    /// Offsets in `struct linux_dirent64`.
    private static final int BEHIND = 8;

    private static final int LENGTH = 16;

    private static final int NAME = 19;

    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());

    private Entries() {}

    /// Looks at names as they come.
    @FunctionalInterface
    interface Visitor {

        /// The next one.
        ///
        /// @param behind where the directory goes on behind it, for [Posix#seek]
        /// @return whether the next one of the block is wanted
        boolean entry(String name, long behind);
    }

    /// Reads the next block of names, a thousand or two, in the order of the directory and without `.` and `..`. The
    /// block is taken apart as an array: a segment of native memory is slow for as long as nothing is compiled, and
    /// the first listing after a start may well be a large one.
    ///
    /// @param directory open for reading, not shared: it knows how far it was read
    /// @param into what they are added to
    /// @return whether there may be more
    static boolean read(Descriptor directory, List<String> into) {
        return read(directory, (name, _) -> into.add(name));
    }

    /// The same for one name after the other.
    static boolean read(Descriptor directory, Visitor visitor) {
        long result = Posix.entries(directory);
        // A directory that was removed meanwhile has no entries any more.
        int end = (int) (Errno.ENOENT.is(result) ? 0 : Errno.check(result, "read the directory"));
        byte[] block = new byte[end];
        MemorySegment.copy(Scratch.mine().block, JAVA_BYTE, 0, block, 0, end);
        int at = 0;
        boolean wanted = true;
        while (wanted && at < end) {
            String name = name(block, at + NAME);
            if (!name.equals(".") && !name.equals("..")) {
                wanted = visitor.entry(name, number(block, at + BEHIND));
            }
            // The two octets of a number of Intel's and ARM's order.
            at += (block[at + LENGTH] & 0xFF) | (block[at + LENGTH + 1] & 0xFF) << 8;
        }
        return end > 0;
    }

    private static long number(byte[] block, int from) {
        return (long) LONG.get(block, from);
    }

    private static String name(byte[] block, int from) {
        int to = from;
        while (block[to] != 0) {
            to++;
        }
        return new String(block, from, to - from, ISO_8859_1);
    }
}
