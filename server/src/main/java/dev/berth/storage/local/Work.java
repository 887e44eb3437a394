package dev.berth.storage.local;

import dev.berth.storage.LongTask;
import dev.berth.storage.StorageException;
import dev.berth.storage.StorageException.Reason;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/// The storage's threads, and what is held open by it, for one tenant or for the storage itself.
///
/// The lines before the threads have no bound of their own: a session has at most one operation under way and a
/// transfer at most one write or read, so all together are as long as there are sessions and transfers, twice at most.
/// Threads go from line to line.
final class Work {

    /// Something open that ends with the storage.
    interface Held {

        /// Gives it back, on a thread of the pool; more than once does no harm.
        void end();
    }

    private static final AtomicLong POOLS = new AtomicLong();

    /// A write to a slow disk, or the `fsync` of a large file, may take minutes without being stuck.
    private static final long LONGEST_MINUTES = 10;

    /// Hashing a large file on a slow disk may take a day.
    private static final long LONGEST_HOURS = 24;

    /// One in so many threads is there for long tasks; the others never have one.
    private static final int LONG_TASKS = 4;

    /// One in so many threads may send large files of one tenant.
    private static final int DOWNLOADS = 2;

    private final Shared shared;
    private final String whose;

    /// The storage's own.
    ///
    /// @param threads how many operations run at once
    Work(Vertx vertx, int threads) {
        this(new Shared(vertx, threads), "");
    }

    private Work(Shared shared, String whose) {
        this.shared = shared;
        this.whose = whose;
    }

    /// The same threads, for what a tenant has to be done.
    Work of(String tenant) {
        return new Work(shared, tenant);
    }

    /// What all tenants have together.
    private static final class Shared {
        private final Vertx vertx;
        private final WorkerExecutor pool;
        private final WorkerExecutor longPool;
        private final Turns listings;
        private final Turns downloads;
        private final Lines lines = new Lines();
        private final Set<Held> held = ConcurrentHashMap.newKeySet();
        private volatile boolean closed;

        Shared(Vertx vertx, int threads) {
            String name = "berth-storage-" + POOLS.incrementAndGet();
            this.vertx = vertx;
            pool = vertx.createSharedWorkerExecutor(name, threads, LONGEST_MINUTES, TimeUnit.MINUTES);
            listings = new Turns(vertx, Math.max(1, threads / LONG_TASKS));
            downloads = new Turns(vertx, Math.max(1, threads / DOWNLOADS));
            longPool = vertx.createSharedWorkerExecutor(
                    name + "-long", Math.max(2, threads / LONG_TASKS), LONGEST_HOURS, TimeUnit.HOURS);
        }
    }

    /// Runs a task on the pool, beside any other.
    ///
    /// @return what it gives, on the caller's context; fails with [StorageException] only
    <T> Future<T> run(Callable<T> task) {
        if (shared.closed) {
            return Future.failedFuture(new StorageException(Reason.BROKEN, "the storage is closed"));
        }
        Context context = shared.vertx.getOrCreateContext();
        var end = new CompletableFuture<T>();
        shared.lines.join(whose, () -> finish(end, task));
        // Each of these takes one of those who wait, and often another than the one just added.
        Future<?> taking = shared.pool.executeBlocking(this::takeNext, false);
        return taking.failed()
                ? Future.failedFuture(new StorageException(Reason.BROKEN, "the storage is closed"))
                : Future.fromCompletionStage(end, context);
    }

    private boolean takeNext() {
        shared.lines.next().run();
        return true;
    }

    private static <T> void finish(CompletableFuture<T> end, Callable<T> task) {
        try {
            end.complete(guarded(task));
        } catch (Throwable failure) { // an Error as well: somebody waits for it
            end.completeExceptionally(failure);
        }
    }

    /// [#run] on the calling thread, which may be an event loop: for what waits for nobody.
    static <T> Future<T> here(Callable<T> task) {
        try {
            return Future.succeededFuture(guarded(task));
        } catch (StorageException failure) {
            return Future.failedFuture(failure);
        }
    }

    /// [#run] for a piece of a listing: a tenant has a part of the threads for all that it lists, and its others
    /// wait.
    <T> Future<T> runInTurn(Callable<T> task) {
        return shared.listings.run(whose, () -> run(task));
    }

    /// [#run] for a piece of a large file on its way out, in turn as well.
    <T> Future<T> runSending(Callable<T> task) {
        return shared.downloads.run(whose, () -> run(task));
    }

    private static <T> T guarded(Callable<T> task) {
        try {
            return task.call();
        } catch (StorageException expected) {
            throw expected;
        } catch (Exception unexpected) {
            throw new StorageException(Reason.BROKEN, "unexpected: " + unexpected, unexpected);
        }
    }

    /// Runs a task that may take minutes, on threads apart, so that short ones never wait for it. One that is called
    /// off before its turn ends at once.
    ///
    /// @return what it gives, on the caller's context; once it was called off, every failure is CANCELLED
    @SuppressWarnings("NullAway") // as in run
    <T> Future<T> runLong(LongTask task, Callable<T> callable) {
        if (shared.closed) {
            return Future.failedFuture(new StorageException(Reason.BROKEN, "the storage is closed"));
        }
        Promise<T> result = Promise.promise();
        AtomicBoolean begun = new AtomicBoolean();
        task.cancelled().onSuccess(_ -> {
            if (begun.compareAndSet(false, true)) {
                result.tryFail(cancelled());
            }
        });
        shared.longPool
                .executeBlocking(() -> begun.compareAndSet(false, true) ? guarded(callable) : null, false)
                .recover(failure -> Future.failedFuture(task.isCancelled() ? cancelled() : failure))
                .onComplete(result::tryComplete, result::tryFail);
        return result.future();
    }

    private static StorageException cancelled() {
        return new StorageException(Reason.CANCELLED, "called off");
    }

    /// [#run] for a task that gives nothing.
    Future<Void> act(Runnable task) {
        return run(Executors.callable(task)).mapEmpty();
    }

    /// Gives something back; after the end of the storage there is nothing left to do.
    Future<Void> giveBack(Held opened) {
        return shared.closed ? Future.succeededFuture() : act(opened::end);
    }

    /// Remembers something open.
    ///
    /// @return the same
    /// @throws StorageException when the storage was closed meanwhile; it is given back then
    <T extends Held> T hold(T opened) {
        shared.held.add(opened);
        if (shared.closed) {
            drop(opened);
            opened.end();
            throw new StorageException(Reason.BROKEN, "the storage is closed");
        }
        return opened;
    }

    /// Forgets what was given back.
    void drop(Held given) {
        shared.held.remove(given);
    }

    /// How much is open; for tests.
    int holds() {
        return shared.held.size();
    }

    /// Gives everything back and ends the threads.
    Future<Void> close() {
        if (shared.closed) {
            return Future.succeededFuture();
        }
        shared.closed = true;
        return shared.pool
                .executeBlocking(this::endAll, false)
                .eventually(shared.longPool::close)
                .eventually(shared.pool::close)
                .mapEmpty();
    }

    private int endAll() {
        int before = shared.held.size();
        shared.held.forEach(Held::end);
        shared.held.clear();
        return before;
    }
}
