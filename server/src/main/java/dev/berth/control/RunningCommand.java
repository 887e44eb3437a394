package dev.berth.control;

import dev.berth.command.Dispatcher;
import dev.berth.net.ControlSocket;
import dev.berth.session.Busy;
import dev.berth.session.Busy.Transferring;
import dev.berth.session.Busy.Working;
import dev.berth.session.Step;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The transfer or the long command that a session is busy with, if any. A transfer that moves goes on to its end
/// when the client has left.
final class RunningCommand {

    /// A client that leaves this shortly before its data ends has not sent everything, as far as anybody can tell;
    /// data that goes on after the control connection was cut (by a balancer that found it idle) ends as a whole.
    private static final long LEFT_WITH_DATA_NANOS = TimeUnit.SECONDS.toNanos(5);

    private final ControlSocket socket;
    private final Dispatcher dispatcher;
    private @Nullable Busy running;
    private volatile long leftAt;

    RunningCommand(ControlSocket socket, Dispatcher dispatcher) {
        this.socket = socket;
        this.dispatcher = dispatcher;
    }

    /// It has begun.
    ///
    /// @param ended told on the session's context what its end leads to
    /// @param defect told if there will be no end
    void begin(Busy begun, Consumer<Step> ended, Consumer<Throwable> defect) {
        running = begun;
        switch (begun) {
            case Transferring moving ->
                moving.transfer()
                        .ended()
                        .onComplete(
                                outcome -> later(() -> ended.accept(dispatcher.ended(outcome, moving))),
                                defect::accept);
            case Working working -> working.ended().onComplete(step -> later(() -> ended.accept(step)), defect::accept);
        }
    }

    private void later(Runnable event) {
        socket.context().runOnContext(_ -> event.run());
    }

    void end() {
        running = null;
    }

    boolean isNone() {
        return running == null;
    }

    void abort() {
        if (running != null) {
            running.abort();
        }
    }

    /// Once a second.
    void checkProgress() {
        if (running instanceof Transferring moving) {
            moving.transfer().checkProgress();
        }
    }

    /// Whether nothing has moved for so long.
    boolean isStill(Duration limit) {
        return running == null
                || (running instanceof Transferring moving && moving.transfer().isStill(limit));
    }

    /// The control connection is gone.
    void clientLeft() {
        leftAt = System.nanoTime();
        if (running != null && !running.outlivesTheClient()) {
            running.abort();
        }
    }

    /// Asked on any thread when the data of an upload has ended.
    boolean clientHasLeft() {
        long left = leftAt;
        return left == 0 ? socket.peerHasClosed() : System.nanoTime() - left < LEFT_WITH_DATA_NANOS;
    }
}
