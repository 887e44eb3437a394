package dev.berth.view;

import dev.berth.storage.Growth;
import dev.berth.storage.StorageException;
import dev.berth.storage.StorageException.Reason;
import dev.berth.storage.Upload;
import io.vertx.core.Future;
import java.nio.ByteBuffer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/// An upload of a file that may be only so large. What would cross that is not written, and a new file that is too
/// large is not published in part either.
final class SizedUpload implements Upload {

    private final Upload upload;
    private final long start;
    private final LongSupplier most;
    private volatile boolean tooLarge;

    /// @param start where in the file it begins
    /// @param most how large files may be
    SizedUpload(Upload upload, long start, LongSupplier most) {
        this.upload = upload;
        this.start = start;
        this.most = most;
    }

    /// The refusal.
    static StorageException tooLarge(long most) {
        return new StorageException(Reason.QUOTA_REACHED, "A file may have at most " + most + " octets");
    }

    @Override
    public Future<Void> write(ByteBuffer[] buffers) {
        long end = start + upload.written();
        for (ByteBuffer buffer : buffers) {
            end += buffer.remaining();
        }
        long limit = most.getAsLong();
        if (end > limit) {
            tooLarge = true;
            return Future.failedFuture(tooLarge(limit));
        }
        return upload.write(buffers);
    }

    @Override
    public long written() {
        return upload.written();
    }

    @Override
    public Future<Growth> replaces() {
        return upload.replaces();
    }

    @Override
    public void boundBy(Supplier<Growth> bound) {
        upload.boundBy(bound);
    }

    @Override
    public void among(LongSupplier entries) {
        upload.among(entries);
    }

    @Override
    public Growth growth() {
        return upload.growth();
    }

    @Override
    public Future<Long> commit() {
        return upload.commit();
    }

    @Override
    public Future<Void> abandon() {
        return tooLarge ? upload.discard() : upload.abandon();
    }

    @Override
    public Future<Void> discard() {
        return upload.discard();
    }
}
