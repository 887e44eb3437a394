package dev.berth.storage.local;

import dev.berth.protocol.FileFacts;
import dev.berth.storage.ReadableFile;
import dev.berth.storage.StorageException;
import dev.berth.storage.StorageException.Reason;
import io.vertx.core.Future;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.ref.Reference;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/// A file open for reading, twice: as our own descriptor, for looking into the page cache and reading, and as the
/// channel of the JDK that Netty's `sendfile` takes.
final class LocalReadableFile implements ReadableFile, Work.Held {

    /// How far apart the octets are whose presence stands for that of their neighbours; the kernel reads ahead in
    /// such pieces.
    private static final long STEP = 128 << 10;

    /// What is known of the file system where `RWF_NOWAIT` does not tell.
    private enum Memory {
        UNKNOWN,
        ALWAYS,
        NEVER
    }

    private final Work work;
    private final Descriptor file;
    private final FileChannel channel;
    private final FileFacts facts;
    private volatile Memory memory = Memory.UNKNOWN;

    private LocalReadableFile(Work work, Descriptor file, FileChannel channel, FileFacts facts) {
        this.work = work;
        this.file = file;
        this.channel = channel;
        this.facts = facts;
    }

    /// Takes over a regular file that is open.
    static LocalReadableFile of(Work work, Descriptor file, FileFacts facts) {
        try {
            return work.hold(new LocalReadableFile(work, file, channel(file), facts));
        } catch (RuntimeException failure) {
            file.close();
            throw failure;
        }
    }

    private static FileChannel channel(Descriptor file) {
        int number = file.acquire();
        try {
            return FileChannel.open(Path.of("/proc/self/fd/" + number), StandardOpenOption.READ);
        } catch (IOException e) {
            throw new StorageException(Reason.BROKEN, "open the file again: " + e.getMessage(), e);
        } finally {
            file.release();
        }
    }

    @Override
    public FileFacts facts() {
        return facts;
    }

    @Override
    public Optional<ByteBuffer> whole() {
        return Optional.empty();
    }

    @Override
    public FileChannel channel() {
        return channel;
    }

    @Override
    public Future<Void> ready(long offset, long length) {
        if (memory == Memory.ALWAYS) {
            return Future.succeededFuture();
        }
        if (memory == Memory.NEVER) {
            return work.act(() -> readThrough(offset, length));
        }
        try {
            return probe(offset, length);
        } catch (StorageException closed) {
            return Future.failedFuture(closed);
        }
    }

    private Future<Void> probe(long offset, long length) {
        long last = offset + length - 1;
        for (long at = offset; at <= last; at = at < last ? Math.min(at + STEP, last) : last + 1) {
            long missing = at;
            long result = Posix.probe(file, at);
            if (result == 0) {
                break;
            }
            if (Errno.EOPNOTSUPP.is(result)) {
                return work.act(() -> learn(offset, length));
            }
            if (result < 0) {
                return work.act(() -> readThrough(missing, last + 1 - missing));
            }
        }
        return Future.succeededFuture();
    }

    private void learn(long offset, long length) {
        memory = FileSystem.of(file) == FileSystem.MEMORY ? Memory.ALWAYS : Memory.NEVER;
        if (memory == Memory.NEVER) {
            readThrough(offset, length);
        }
    }

    private void readThrough(long offset, long length) {
        long address = Scratch.mine().block.address();
        long end = offset + length;
        long at = offset;
        while (at < end) {
            long count = Errno.check(Posix.read(file, address, Math.min(Scratch.BLOCK, end - at), at), "read");
            if (count == 0) {
                return;
            }
            at += count;
        }
    }

    @Override
    public Future<Long> sendTo(int socket, long offset, long count) {
        Outlet outlet;
        try {
            outlet = new Outlet(socket);
        } catch (StorageException noDescriptor) {
            return Future.succeededFuture(0L);
        }
        return work.runSending(() -> outlet.send(file, offset, count)).eventually(() -> {
            outlet.close();
            return Future.succeededFuture();
        });
    }

    @Override
    public Future<Integer> read(ByteBuffer into, long position) {
        return work.run(() -> into.isDirect() ? readDirect(into, position) : readCopying(into, position));
    }

    private int readDirect(ByteBuffer into, long position) {
        if (!into.hasRemaining()) {
            return 0;
        }
        try {
            long result = Posix.read(file, MemorySegment.ofBuffer(into).address(), into.remaining(), position);
            int count = (int) Errno.check(result, "read");
            into.position(into.position() + count);
            return count == 0 ? -1 : count;
        } finally {
            Reference.reachabilityFence(into);
        }
    }

    private int readCopying(ByteBuffer into, long position) {
        if (!into.hasRemaining()) {
            return 0;
        }
        MemorySegment block = Scratch.mine().block;
        long length = Math.min(into.remaining(), Scratch.BLOCK);
        int count = (int) Errno.check(Posix.read(file, block.address(), length, position), "read");
        MemorySegment.copy(block, 0, MemorySegment.ofBuffer(into), 0, count);
        into.position(into.position() + count);
        return count == 0 ? -1 : count;
    }

    @Override
    public Future<Void> close() {
        return work.giveBack(this);
    }

    @Override
    public void end() {
        work.drop(this);
        file.close();
        try {
            channel.close();
        } catch (IOException e) {
            throw new StorageException(Reason.BROKEN, "close: " + e.getMessage(), e);
        }
    }
}
