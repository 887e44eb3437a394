package dev.berth.net;

import io.vertx.core.Vertx;
import io.vertx.core.internal.VertxInternal;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;

/// Does something again and again as long as there is a use for it; without one there is no timer.
public final class WhileUsed {

    private final VertxInternal vertx;
    private final long millis;
    private final Runnable what;
    private final BooleanSupplier use;
    private final AtomicBoolean due = new AtomicBoolean();

    /// @param millis how often
    /// @param use whether it has to be done once more
    public WhileUsed(Vertx vertx, long millis, Runnable what, BooleanSupplier use) {
        this.vertx = (VertxInternal) vertx;
        this.millis = millis;
        this.what = what;
        this.use = use;
    }

    /// There is a use for it now. The timer is none of the verticle that calls, which would take it along when it ends.
    public void begin() {
        if (!due.getAndSet(true)) {
            var _ = vertx.nettyEventLoopGroup().next().schedule(this::run, millis, TimeUnit.MILLISECONDS);
        }
    }

    private void run() {
        try {
            what.run();
        } finally {
            due.set(false);
        }
        if (use.getAsBoolean()) {
            begin();
        }
    }
}
