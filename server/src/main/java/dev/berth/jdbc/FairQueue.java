package dev.berth.jdbc;

import dev.berth.account.LoginRefused;
import dev.berth.tenant.TenantId;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/// Lets so much work run at once, and so much wait, in one line per tenant; the lines take turns. When everything is
/// taken, the newest of the longest line is refused: a tenant that floods the queue waits for itself and nobody else
/// waits for it.
///
/// Its state is touched on one context only, so that there is nothing to lock.
final class FairQueue {

    private final Context context;
    private final int width;
    private final int bound;
    private final Map<TenantId, ArrayDeque<Waiting<?>>> lines = new LinkedHashMap<>();
    private int running;
    private int waiting;

    /// @param width how much runs at once
    /// @param bound how much may wait
    FairQueue(Vertx vertx, int width, int bound) {
        this.context = vertx.getOrCreateContext();
        this.width = width;
        this.bound = bound;
    }

    private record Waiting<T>(Supplier<Future<T>> work, CompletableFuture<T> result) {

        Future<T> start() {
            return Future.succeededFuture()
                    .compose(_ -> work.get())
                    .onComplete(result::complete, result::completeExceptionally);
        }

        void refuse() {
            result.completeExceptionally(new LoginRefused(LoginRefused.Reason.BUSY));
        }
    }

    /// Runs `work` when it is its turn.
    ///
    /// @return what the work gave, on the caller's context; fails with [LoginRefused] `BUSY` if there is no room to
    ///     wait
    <T> Future<T> run(TenantId tenant, Supplier<Future<T>> work) {
        Waiting<T> newcomer = new Waiting<>(work, new CompletableFuture<>());
        Future<T> result =
                Future.fromCompletionStage(newcomer.result(), context.owner().getOrCreateContext());
        context.runOnContext(_ -> admit(tenant, newcomer));
        return result;
    }

    /// How many wait; a little old when it is asked on another thread.
    int waiting() {
        return waiting;
    }

    /// How many run; a little old when it is asked on another thread.
    int running() {
        return running;
    }

    private void admit(TenantId tenant, Waiting<?> newcomer) {
        if (running < width) {
            start(newcomer);
            return;
        }
        lines.computeIfAbsent(tenant, _ -> new ArrayDeque<>()).addLast(newcomer);
        waiting++;
        if (waiting > bound) {
            refuseOne(tenant);
        }
    }

    private void start(Waiting<?> next) {
        running++;
        next.start().onComplete(_ -> context.runOnContext(_ -> finished()));
    }

    private void finished() {
        running--;
        Iterator<Map.Entry<TenantId, ArrayDeque<Waiting<?>>>> turn =
                lines.entrySet().iterator();
        if (!turn.hasNext()) {
            return;
        }
        Map.Entry<TenantId, ArrayDeque<Waiting<?>>> line = turn.next();
        turn.remove();
        Waiting<?> next = line.getValue().removeFirst();
        waiting--;
        if (!line.getValue().isEmpty()) {
            lines.put(line.getKey(), line.getValue()); // to the end: the other lines come first
        }
        start(next);
    }

    /// The newcomer itself, unless another tenant has more waiting than its own.
    private void refuseOne(TenantId newcomer) {
        TenantId longest = newcomer;
        for (Map.Entry<TenantId, ArrayDeque<Waiting<?>>> line : lines.entrySet()) {
            if (line.getValue().size() > lengthOf(longest)) {
                longest = line.getKey();
            }
        }
        ArrayDeque<Waiting<?>> line = lines.getOrDefault(longest, new ArrayDeque<>());
        Waiting<?> refused = line.removeLast();
        waiting--;
        if (line.isEmpty()) {
            lines.remove(longest);
        }
        refused.refuse();
    }

    private int lengthOf(TenantId tenant) {
        return lines.getOrDefault(tenant, new ArrayDeque<>()).size();
    }
}
