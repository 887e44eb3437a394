package dev.berth.transfer;

import dev.berth.net.DataSocket;
import dev.berth.net.TlsFacts;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// One movement over a data connection, as its session sees it. All methods may be called from any thread;
/// [#checkProgress] by one thread only.
public final class Transfer {

    private final DataPort port;
    private final Duration idleTimeout;
    private final OptionalLong expected;
    private final Runnable stopped;
    private final Promise<Outcome> ended = Promise.promise();
    private final Promise<DataSocket> unanswered = Promise.promise();
    private final AtomicReference<@Nullable Outcome> verdict = new AtomicReference<>();
    private final long startedAt = System.nanoTime();
    private volatile @Nullable DataSocket socket;
    private volatile @Nullable TlsFacts facts;
    private volatile boolean unsaid;
    private volatile boolean waiting;
    private long movedBefore;
    private long movedAt = startedAt;

    /// @param expected how many octets will move, if that is known
    /// @param stopped called once when it is stopped, on any thread
    Transfer(DataPort port, Duration idleTimeout, OptionalLong expected, Runnable stopped) {
        this.expected = expected;
        this.stopped = stopped;
        this.port = port;
        this.idleTimeout = idleTimeout;
    }

    /// How it ended; completes on the data socket's context once everything is closed, and never fails.
    public Future<Outcome> ended() {
        return ended.future();
    }

    /// How many octets have gone over the data connection.
    public long octets() {
        DataSocket moving = socket;
        return moving == null ? 0 : moving.moved();
    }

    /// How many octets will have gone over the data connection at its end, if that is known before.
    public OptionalLong expected() {
        return expected;
    }

    /// Whether the data connection is there, even if nothing has gone over it yet.
    public boolean isMoving() {
        return socket != null || port.isThere();
    }

    /// How long it has been running.
    public Duration age() {
        return Duration.ofNanos(System.nanoTime() - startedAt);
    }

    /// Stops it: what was received so far is abandoned, and the data connection is reset.
    public void abort() {
        stop(new Outcome.Aborted());
    }

    /// Stops it because the account may not go on: nothing is published.
    ///
    /// @param words why, for the client
    public void restrict(String words) {
        stop(new Outcome.Restricted(words));
    }

    /// Stops it if nothing has moved for the idle timeout. To be called about once a second.
    public void checkProgress() {
        long now = System.nanoTime();
        long moved = octets();
        if (socket == null || moved != movedBefore || waiting) {
            movedBefore = moved;
            movedAt = now;
        } else if (now - movedAt > idleTimeout.toNanos()) {
            stop(new Outcome.Stalled());
        }
    }

    /// Whether nothing has moved for so long, though its limits would have let it.
    public boolean isStill(Duration silence) {
        return socket != null && System.nanoTime() - movedAt > silence.toNanos();
    }

    /// What the TLS handshake of the data connection has agreed; empty without TLS.
    public Optional<TlsFacts> facts() {
        return Optional.ofNullable(facts);
    }

    /// Whether data over TLS came to its end without close_notify.
    public boolean hasEndedUnsaid() {
        return unsaid;
    }

    void secured(TlsFacts agreed) {
        facts = agreed;
    }

    void endedUnsaid() {
        unsaid = true;
    }

    /// Nothing moves since its limits do not let it, or it goes on.
    void waitsForTurn(boolean waits) {
        waiting = waits;
    }

    DataPort port() {
        return port;
    }

    /// What comes of dialling, unless it is stopped before: then nobody waits for an answer any more, and a connection
    /// that comes is closed.
    Future<DataSocket> unlessStopped(Future<DataSocket> dialled) {
        dialled.onComplete(
                arrived -> {
                    if (!unanswered.tryComplete(arrived)) {
                        arrived.reset();
                    }
                },
                unanswered::tryFail);
        return unanswered.future();
    }

    /// On the data socket's context: the connection is there.
    ///
    /// @return whether it is still wanted
    boolean connected(DataSocket arrived) {
        socket = arrived;
        return verdict.get() == null;
    }

    /// Why it was stopped; null if nobody stopped it.
    @Nullable
    Outcome verdict() {
        return verdict.get();
    }

    void end(Outcome outcome) {
        ended.complete(outcome);
    }

    private void stop(Outcome why) {
        if (verdict.compareAndSet(null, why)) {
            stopped.run();
            DataSocket moving = socket;
            if (moving == null) {
                port.release();
                var _ = unanswered.tryFail("stopped");
            } else {
                moving.reset();
            }
        }
    }
}
