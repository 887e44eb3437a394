package dev.berth.storage.local;

import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.ArrayDeque;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/// Lets each tenant have so many pieces of listings read, or of large files sent, at once; what is more waits in a line
/// of its own. So large and recursive listings of one tenant, and very many downloads, leave threads for the others.
final class Turns {

    private final Vertx vertx;
    private final int width;
    private final ConcurrentHashMap<String, Line> lines = new ConcurrentHashMap<>();

    /// @param width how many run at once for each
    Turns(Vertx vertx, int width) {
        this.vertx = vertx;
        this.width = width;
    }

    /// Touched only while its entry is computed, by one thread at a time.
    private static final class Line {
        private int running;
        private final ArrayDeque<Runnable> waiting = new ArrayDeque<>();
    }

    /// Runs a task when it is its turn.
    ///
    /// @param whose the tenant
    /// @param task begun on the caller's context
    /// @return what it gives, on the caller's context
    <T> Future<T> run(String whose, Supplier<Future<T>> task) {
        Context context = vertx.getOrCreateContext();
        Promise<T> result = Promise.promise();
        Runnable begin = () -> task.get().onComplete(done -> {
            leave(whose);
            result.handle(done);
        });
        if (enters(whose, () -> context.runOnContext(_ -> begin.run()))) {
            begin.run();
        }
        return result.future();
    }

    /// How many tenants have something under way; for tests.
    int busy() {
        return lines.size();
    }

    private boolean enters(String whose, Runnable later) {
        boolean[] now = {false};
        lines.compute(whose, (_, before) -> {
            Line line = before == null ? new Line() : before;
            if (line.running < width) {
                line.running++;
                now[0] = true;
            } else {
                line.waiting.add(later);
            }
            return line;
        });
        return now[0];
    }

    private void leave(String whose) {
        Runnable[] next = {() -> {}};
        lines.computeIfPresent(whose, (_, line) -> {
            Runnable first = line.waiting.poll();
            if (first != null) {
                next[0] = first;
                return line;
            }
            line.running--;
            return line.running == 0 ? null : line;
        });
        next[0].run();
    }
}
