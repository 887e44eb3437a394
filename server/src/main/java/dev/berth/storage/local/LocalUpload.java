package dev.berth.storage.local;

import dev.berth.storage.Growth;
import dev.berth.storage.StorageException;
import dev.berth.storage.StorageException.Reason;
import dev.berth.storage.Upload;
import io.vertx.core.Future;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/// An upload: the order of the calls, whatever the [Target]. What comes first of new content and is small waits in
/// memory, so that a small file is written in the same visit to the storage's threads that publishes it.
final class LocalUpload implements Upload, Work.Held {

    private final Work work;
    private final Target target;
    private final Waiting waiting;
    private final long start;
    private final AtomicBoolean ended = new AtomicBoolean();

    /// Nothing where a disk may have to be waited for.
    private final Optional<Patience> here;

    /// The write under way. A client that goes away meanwhile has its upload abandoned behind it, not beside it.
    private volatile Future<Void> last = Future.succeededFuture();

    /// Has everything done by the storage's threads.
    ///
    /// @param room where what waits is set aside
    LocalUpload(Work work, Target target, SmallFiles room) {
        this(work, target, room, Optional.empty());
    }

    /// @param here for what lies in memory, which is written and published on the calling thread
    LocalUpload(Work work, Target target, SmallFiles room, Optional<Patience> here) {
        this.work = work;
        this.target = target;
        this.here = here;
        this.waiting = new Waiting(room, target instanceof NewContent);
        this.start = target.output().position();
    }

    @Override
    public Future<Void> write(ByteBuffer[] buffers) {
        if (ended.get()) {
            return alreadyEnded();
        }
        if (last.failed()) {
            return last;
        }
        if (!isWrittenHere(buffers) && !waiting.takes(buffers)) {
            last = work.act(() -> {
                writeWaiting();
                target.begin();
                target.output().write(buffers);
            });
        }
        return last;
    }

    /// Only small files are: an event loop has others to serve. What could not be written is still in the buffers.
    private boolean isWrittenHere(ByteBuffer[] buffers) {
        return waiting.octets() == 0
                && written() + FileOutput.octets(buffers) <= SmallFiles.LARGEST
                && here.flatMap(patience -> patience.attempt(() -> {
                            target.begin();
                            target.output().write(buffers);
                            return Optional.of(this);
                        }))
                        .isPresent();
    }

    private void writeWaiting() {
        ByteBuffer[] first = waiting.give();
        if (first.length > 0) {
            target.begin();
            target.output().write(first);
        }
    }

    @Override
    public long written() {
        return target.output().position() - start + waiting.octets();
    }

    @Override
    public Future<Growth> replaces() {
        return work.run(target::replaces);
    }

    @Override
    public void boundBy(Supplier<Growth> most) {
        target.boundBy(most);
    }

    @Override
    public void among(LongSupplier most) {
        target.among(most);
    }

    @Override
    public Growth growth() {
        return target.growth();
    }

    @Override
    public Future<Long> commit() {
        if (!ended.compareAndSet(false, true)) {
            return alreadyEnded();
        }
        return afterLast(() ->
                last.failed() ? work.act(this::giveUp).compose(_ -> Future.failedFuture(last.cause())) : published());
    }

    @Override
    public Future<Void> abandon() {
        return ended.compareAndSet(false, true) ? afterLast(() -> work.act(this::giveUp)) : Future.succeededFuture();
    }

    @Override
    public Future<Void> discard() {
        return ended.compareAndSet(false, true)
                ? afterLast(() -> work.act(() -> {
                    work.drop(this);
                    var _ = waiting.give();
                    target.discard(written());
                }))
                : Future.succeededFuture();
    }

    @Override
    public void end() {
        if (ended.compareAndSet(false, true)) {
            giveUp();
        }
    }

    private <T> Future<T> afterLast(Supplier<Future<T>> next) {
        Future<Void> pending = last;
        return pending.isComplete() ? next.get() : pending.transform((_, _) -> next.get());
    }

    private Future<Long> published() {
        return here.filter(_ -> target.waitsForNobody())
                .flatMap(patience -> patience.attempt(() -> Optional.of(Work.here(this::publish))))
                .orElseGet(() -> work.run(this::publish))
                .compose(published -> published);
    }

    private Future<Long> publish() {
        work.drop(this);
        try {
            writeWaiting();
            target.begin();
        } catch (RuntimeException failure) {
            target.giveUp(written());
            throw failure;
        }
        return target.publish();
    }

    private void giveUp() {
        work.drop(this);
        try {
            writeWaiting();
        } finally {
            target.giveUp(written());
        }
    }

    private static <T> Future<T> alreadyEnded() {
        return Future.failedFuture(new StorageException(Reason.BROKEN, "the upload has ended already"));
    }
}
