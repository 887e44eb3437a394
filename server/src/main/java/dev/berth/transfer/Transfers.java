package dev.berth.transfer;

import dev.berth.config.TransferConfig;
import dev.berth.net.DataSocket;
import dev.berth.net.Dialer;
import dev.berth.storage.StorageException;
import io.vertx.core.Context;
import io.vertx.core.Future;
import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// The one place where the sequence of a transfer stands: data connection, move, commit or abandon, close. What is
/// sent or received was opened before, and 150 has been said.
public final class Transfers {

    private final TransferConfig config;
    private final AtomicInteger running = new AtomicInteger();

    public Transfers(TransferConfig config) {
        this.config = config;
    }

    /// Sends `source` over the next data connection.
    ///
    /// @param session the context of the session
    public Transfer send(DataPort port, Outgoing source, Context session) {
        var transfer = new Transfer(port, config.idleTimeout());
        Future<Void> moved = connect(port, session)
                .compose(socket -> carry(transfer, socket, Sending.of(source, socket)))
                .eventually(source::close);
        return conclude(transfer, moved);
    }

    /// Receives into `sink` over the next data connection.
    ///
    /// @param session the context of the session
    /// @param clientGone whether the client has left the control connection; asked when the data has ended, since
    ///     a client that dies ends its data connection exactly as one that has sent everything
    public Transfer receive(DataPort port, Incoming sink, Context session, BooleanSupplier clientGone) {
        var transfer = new Transfer(port, config.idleTimeout());
        Future<Void> moved = connect(port, session)
                .compose(socket -> carry(transfer, socket, () -> store(transfer, socket, sink, clientGone)))
                .recover(cause -> abandoned(sink, cause));
        return conclude(transfer, moved);
    }

    /// How many transfers run, those that wait for their data connection included.
    public int running() {
        return running.get();
    }

    private Future<DataSocket> connect(DataPort port, Context session) {
        return switch (port) {
            case DataPort.None _ -> Future.failedFuture(new Reservation.NotArrived("use PASV or PORT first"));
            case DataPort.Passive passive -> passive.reservation().claim();
            case DataPort.Active active ->
                Dialer.dial(session, active.from(), active.target(), config.activeConnectTimeout())
                        .recover(_ -> Future.failedFuture(new Reservation.NotArrived(
                                "port " + active.target().getPort() + " of the client did not answer")));
        };
    }

    /// Moves the octets and closes the data connection, in order when all went well.
    private static Future<Void> carry(Transfer transfer, DataSocket socket, Movement movement) {
        if (!transfer.connected(socket)) {
            socket.reset();
            return Future.failedFuture("stopped");
        }
        return movement.move().compose(_ -> socket.close()).recover(cause -> {
            socket.reset();
            return Future.failedFuture(cause);
        });
    }

    private static Future<Void> store(Transfer transfer, DataSocket socket, Incoming sink, BooleanSupplier clientGone) {
        var lineEnds = new LineEnds(sink.afterReturn());
        return socket.receiveInto(buffers -> sink.upload().write(sink.ascii() ? toDisk(lineEnds, buffers) : buffers))
                .compose(_ -> sink.ascii() && lineEnds.rest().hasRemaining()
                        ? sink.upload().write(new ByteBuffer[] {lineEnds.rest()})
                        : Future.succeededFuture())
                .compose(_ -> transfer.verdict() != null || clientGone.getAsBoolean()
                        ? Future.failedFuture("the client has left")
                        : publish(sink));
    }

    private static Future<Void> publish(Incoming sink) {
        return sink.upload().commit().<Void>mapEmpty().recover(cause -> Future.failedFuture(new Unpublished(cause)));
    }

    private static Future<Void> abandoned(Incoming sink, Throwable cause) {
        return cause instanceof Unpublished unpublished
                ? Future.failedFuture(unpublished.reason)
                : sink.upload().abandon().transform(_ -> Future.failedFuture(cause));
    }

    private Transfer conclude(Transfer transfer, Future<Void> moved) {
        running.incrementAndGet();
        moved.onComplete(
                _ -> ended(transfer, new Outcome.Completed()), cause -> ended(transfer, outcome(transfer, cause)));
        return transfer;
    }

    private void ended(Transfer transfer, Outcome outcome) {
        running.decrementAndGet();
        transfer.end(outcome);
    }

    private static Outcome outcome(Transfer transfer, Throwable cause) {
        @Nullable Outcome verdict = transfer.verdict();
        if (verdict != null) {
            return verdict;
        }
        return switch (cause) {
            case Reservation.NotArrived missing -> new Outcome.NoConnection(missing.words());
            case StorageException failure -> new Outcome.StorageFailed(failure);
            default -> new Outcome.Broken(cause);
        };
    }

    private static ByteBuffer[] toDisk(LineEnds lineEnds, ByteBuffer[] wire) {
        ByteBuffer[] disk = new ByteBuffer[wire.length];
        for (int i = 0; i < wire.length; i++) {
            disk[i] = lineEnds.toDisk(wire[i]);
        }
        return disk;
    }

    /// What goes over one data connection.
    @FunctionalInterface
    interface Movement {
        Future<Void> move();
    }

    /// The commit failed, and has cleaned up behind itself.
    private static final class Unpublished extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final Throwable reason;

        Unpublished(Throwable reason) {
            super(null, reason, false, false);
            this.reason = reason;
        }
    }
}
