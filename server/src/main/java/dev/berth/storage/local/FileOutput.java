package dev.berth.storage.local;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import dev.berth.storage.StorageException;
import dev.berth.storage.StorageException.Reason;
import java.lang.foreign.MemorySegment;
import java.lang.ref.Reference;
import java.nio.ByteBuffer;
import java.util.function.Supplier;

/// Writes buffers to a file, one behind the other, by `pwritev(2)`: as many as fit in one call, direct ones without
/// a copy.
final class FileOutput {

    private final Supplier<Descriptor> file;
    private final long end;
    private volatile long position;

    /// @param file open for writing
    /// @param position where to begin, in octets
    FileOutput(Descriptor file, long position) {
        this(file, position, Long.MAX_VALUE);
    }

    /// @param file asked when something is written, since it may be made only then
    FileOutput(Supplier<Descriptor> file, long position) {
        this(file, position, Long.MAX_VALUE);
    }

    /// @param end behind which nothing is written, in octets
    FileOutput(Descriptor file, long position, long end) {
        this(() -> file, position, end);
    }

    private FileOutput(Supplier<Descriptor> file, long position, long end) {
        this.file = file;
        this.position = position;
        this.end = end;
    }

    /// Where the next octet goes.
    long position() {
        return position;
    }

    /// How many octets of a file that is so long are written over.
    long over(long size) {
        return Math.max(0, Math.min(end, size) - position);
    }

    /// Writes all of the buffers, and moves their positions to their limits.
    ///
    /// @throws dev.berth.storage.StorageException when not all was written; [#position] says how much was
    void write(ByteBuffer[] buffers) {
        requireRoom(buffers);
        Scratch scratch = Scratch.mine();
        long at = position;
        int first = 0;
        while (true) {
            while (first < buffers.length && !buffers[first].hasRemaining()) {
                first++;
            }
            if (first == buffers.length) {
                return;
            }
            int vectors = gather(scratch, buffers, first);
            long count = write(buffers, vectors, at);
            at += count;
            position = at;
            advance(buffers, first, count);
        }
    }

    private void requireRoom(ByteBuffer[] buffers) {
        if (octets(buffers) > end - position) {
            throw new StorageException(Reason.NOT_THE_RANGE, "more than the range has");
        }
    }

    /// How many octets buffers have left.
    static long octets(ByteBuffer[] buffers) {
        long octets = 0;
        for (ByteBuffer buffer : buffers) {
            octets += buffer.remaining();
        }
        return octets;
    }

    /// Whether everything was written that was to be, if that is known.
    boolean isFull() {
        return end == Long.MAX_VALUE || position == end;
    }

    /// Copies from another file.
    ///
    /// @param from where to begin there
    /// @param most how many octets at most
    /// @return how many were copied, 0 when the file ends at `from`
    long copyFrom(Descriptor source, long from, long most) {
        long at = position;
        long result = Posix.copy(source, from, file.get(), at, most);
        if (Errno.EXDEV.is(result)
                || Errno.EINVAL.is(result)
                || Errno.EOPNOTSUPP.is(result)
                || Errno.ENOSYS.is(result)
                || Errno.EPERM.is(result)) {
            result = copyThroughMemory(source, from);
        }
        long count = Errno.check(result, "copy");
        position = at + count;
        return count;
    }

    /// Where the file system, the kernel or a container's filter does not have it done at once.
    private long copyThroughMemory(Descriptor source, long from) {
        Scratch scratch = Scratch.mine();
        long count = Posix.read(source, scratch.block.address(), Scratch.BLOCK, from);
        if (count <= 0) {
            return count;
        }
        scratch.vectors.set(JAVA_LONG, 0, scratch.block.address());
        scratch.vectors.set(JAVA_LONG, 8, count);
        long written = Posix.write(file.get(), 1, position);
        return written == 0 ? Errno.EIO.result() : written;
    }

    private long write(ByteBuffer[] buffers, int vectors, long at) {
        try {
            long result = Posix.write(file.get(), vectors, at);
            // A file system that takes nothing and names no error would keep us here for ever.
            return Errno.check(result == 0 ? Errno.EIO.result() : result, "write");
        } finally {
            Reference.reachabilityFence(buffers);
        }
    }

    /// Fills [Scratch#vectors].
    ///
    /// @return how many
    private static int gather(Scratch scratch, ByteBuffer[] buffers, int first) {
        int vectors = 0;
        int copied = 0;
        for (int i = first; i < buffers.length && vectors < Scratch.VECTORS; i++) {
            ByteBuffer buffer = buffers[i];
            long length = buffer.remaining();
            if (length == 0) {
                continue;
            }
            MemorySegment content = MemorySegment.ofBuffer(buffer);
            if (!buffer.isDirect()) {
                length = Math.min(length, Scratch.BLOCK - copied);
                if (length == 0) {
                    break;
                }
                MemorySegment.copy(content, 0, scratch.block, copied, length);
                content = scratch.block.asSlice(copied, length);
                copied += (int) length;
            }
            scratch.vectors.set(JAVA_LONG, vectors * 16L, content.address());
            scratch.vectors.set(JAVA_LONG, vectors * 16L + 8, length);
            vectors++;
            if (length < buffer.remaining()) {
                break;
            }
        }
        return vectors;
    }

    private static void advance(ByteBuffer[] buffers, int first, long count) {
        long left = count;
        for (int i = first; left > 0; i++) {
            int step = (int) Math.min(left, buffers[i].remaining());
            buffers[i].position(buffers[i].position() + step);
            left -= step;
        }
    }
}
