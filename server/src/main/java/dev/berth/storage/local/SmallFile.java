package dev.berth.storage.local;

import dev.berth.protocol.FileFacts;
import dev.berth.storage.ReadableFile;
import dev.berth.storage.StorageException;
import dev.berth.storage.StorageException.Reason;
import io.vertx.core.Future;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/// A small file, read as a whole when it was opened: one visit to the storage's threads instead of three, and no
/// handle to give back.
final class SmallFile implements ReadableFile {

    private final FileFacts facts;
    private final ByteBuffer content;
    private final Runnable givenBack;
    private final AtomicBoolean closed = new AtomicBoolean();

    /// @param content all of it, from the first octet to the limit
    /// @param givenBack run once, when nobody reads it any more
    SmallFile(FileFacts facts, ByteBuffer content, Runnable givenBack) {
        this.facts = facts.sized(content.limit());
        this.content = content.slice(0, content.limit()).asReadOnlyBuffer(); // what may lie behind is of other files
        this.givenBack = givenBack;
    }

    @Override
    public FileFacts facts() {
        return facts;
    }

    @Override
    public Optional<ByteBuffer> whole() {
        if (closed.get()) {
            throw gone();
        }
        return Optional.of(content.duplicate());
    }

    @Override
    public FileChannel channel() {
        throw new IllegalStateException("a small file has no handle");
    }

    @Override
    public Future<Long> sendTo(int socket, long offset, long count) {
        throw new IllegalStateException("a small file has no handle");
    }

    @Override
    public Future<Void> ready(long offset, long length) {
        return closed.get() ? Future.failedFuture(gone()) : Future.succeededFuture();
    }

    @Override
    public Future<Integer> read(ByteBuffer into, long position) {
        if (closed.get()) {
            return Future.failedFuture(gone());
        }
        if (position >= content.limit()) {
            return Future.succeededFuture(-1);
        }
        int count = (int) Math.min(into.remaining(), content.limit() - position);
        into.put(content.slice((int) position, count));
        return Future.succeededFuture(count);
    }

    @Override
    public Future<Void> close() {
        end();
        return Future.succeededFuture();
    }

    /// Gives its memory back, where others will read other files; more than once does no harm.
    void end() {
        if (closed.compareAndSet(false, true)) {
            givenBack.run();
        }
    }

    private static StorageException gone() {
        return new StorageException(Reason.BROKEN, "the file was closed");
    }
}
