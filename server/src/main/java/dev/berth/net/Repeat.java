package dev.berth.net;

import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.function.Supplier;

/// A step done again and again, each after the one before, without a chain of futures or a stack that grows with
/// the number of steps.
public final class Repeat {

    private final Supplier<Future<Boolean>> step;
    private final Promise<Void> done = Promise.promise();
    private boolean stepping;
    private boolean again;

    private Repeat(Supplier<Future<Boolean>> step) {
        this.step = step;
    }

    /// Repeats `step` as long as it gives true.
    ///
    /// @param step must complete on the context that it is called on
    /// @return fails as soon as a step fails
    public static Future<Void> whileTrue(Supplier<Future<Boolean>> step) {
        var repeat = new Repeat(step);
        repeat.run();
        return repeat.done.future();
    }

    /// Steps that complete at once are taken in this loop instead of one inside the other.
    private void run() {
        again = true;
        if (stepping) {
            return;
        }
        stepping = true;
        while (again) {
            again = false;
            step.get().onComplete(this::stepped);
        }
        stepping = false;
    }

    private void stepped(AsyncResult<Boolean> result) {
        if (result.failed()) {
            done.fail(result.cause());
        } else if (result.result()) {
            run();
        } else {
            done.complete();
        }
    }
}
