package dev.berth.transfer;

import io.vertx.core.Vertx;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;

/// Does something again and again as long as there is a use for it; without one there is no timer.
final class WhileUsed {

    private final Vertx vertx;
    private final long millis;
    private final Runnable what;
    private final BooleanSupplier use;
    private final AtomicBoolean due = new AtomicBoolean();

    /// @param millis how often
    /// @param use whether it has to be done once more
    WhileUsed(Vertx vertx, long millis, Runnable what, BooleanSupplier use) {
        this.vertx = vertx;
        this.millis = millis;
        this.what = what;
        this.use = use;
    }

    /// There is a use for it now.
    void begin() {
        if (!due.getAndSet(true)) {
            vertx.setTimer(millis, _ -> {
                what.run();
                due.set(false);
                if (use.getAsBoolean()) {
                    begin();
                }
            });
        }
    }
}
