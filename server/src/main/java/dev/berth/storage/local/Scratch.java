package dev.berth.storage.local;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.lang.foreign.Arena;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;

/// One thread's native memory for the arguments of a system call, made once, so that a call allocates nothing. What
/// lies in it is good until the thread's next call.
final class Scratch {

    /// How many octets [#block] holds; also the piece in which files are read through.
    static final int BLOCK = 64 << 10;

    /// How many pieces one gathered write takes (`UIO_MAXIOV`).
    static final int VECTORS = 1024;

    private static final int PATH_MAX = 4096;
    private static final ThreadLocal<Scratch> MINE = ThreadLocal.withInitial(Scratch::new);

    private final Arena arena = Arena.ofAuto();

    /// Where the linker leaves `errno`.
    final MemorySegment errno = arena.allocate(Linker.Option.captureStateLayout());

    /// `struct statx`.
    final MemorySegment status = arena.allocate(256, 8);

    /// `struct open_how`.
    final MemorySegment how = arena.allocate(24, 8);

    /// An array of `struct iovec`.
    final MemorySegment vectors = arena.allocate(VECTORS * 16L, 8);

    /// Octets on their way: directory entries, the content of buffers on the heap.
    final MemorySegment block = arena.allocate(BLOCK, 8);

    private final MemorySegment path = arena.allocate(PATH_MAX);
    private final MemorySegment otherPath = arena.allocate(PATH_MAX);

    private Scratch() {}

    /// The calling thread's own.
    static Scratch mine() {
        return MINE.get();
    }

    /// The address of a path as the kernel wants it: its octets and a NUL.
    ///
    /// @param octets a checked octet string ([Names]); one that is too long is cut to a length the kernel refuses
    long path(String octets) {
        return put(octets, path);
    }

    /// The same in other memory, for calls that take two paths.
    long otherPath(String octets) {
        return put(octets, otherPath);
    }

    private static long put(String octets, MemorySegment into) {
        if (octets.length() < PATH_MAX) {
            into.setString(0, octets, ISO_8859_1);
        } else {
            // No NUL within PATH_MAX octets: ENAMETOOLONG.
            into.fill((byte) '/');
            into.set(JAVA_BYTE, 0, (byte) '.');
        }
        return into.address();
    }
}
