package dev.berth.transfer;

import dev.berth.config.TransferConfig;
import dev.berth.limit.Bandwidth;
import dev.berth.limit.Passage;
import dev.berth.net.DataSocket;
import dev.berth.net.Sink;
import dev.berth.observe.Events;
import dev.berth.protocol.TransferMode;
import dev.berth.storage.StorageException;
import dev.berth.tenant.TlsPolicy;
import io.vertx.core.Context;
import io.vertx.core.Future;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// The one place where the sequence of a transfer stands: data connection, move, commit or abandon, close. What is
/// sent or received was opened before, and 150 has been said.
public final class Transfers {

    private final TransferConfig config;
    private final TlsTimes tls;
    private final Dialling dialling;
    private final Bandwidth bandwidth;
    private final AtomicInteger running = new AtomicInteger();

    /// @param tls how long TLS may take
    /// @param events told of data connections that were dialled
    /// @param bandwidth what has become of their limits
    public Transfers(TransferConfig config, TlsTimes tls, Events events, Bandwidth bandwidth) {
        this.config = config;
        this.tls = tls;
        this.dialling = new Dialling(config.activeConnectTimeout(), events);
        this.bandwidth = bandwidth;
    }

    /// How long TLS may take on a data connection.
    ///
    /// @param handshake its handshake
    /// @param close the client's close_notify at its end
    public record TlsTimes(Duration handshake, Duration close) {}

    /// Sends `source` over the next data connection.
    ///
    /// @param passage how fast; the transfer ends it
    /// @param session the context of the session
    public Transfer send(DataPort port, DataSecurity security, Outgoing source, Passage passage, Context session) {
        var transfer = new Transfer(port, idleTimeout(port), source.expected(), source::stop);
        var held = security.hold();
        Future<Void> moved = connect(transfer, session)
                .compose(socket -> carry(
                        transfer, socket, held, Sending.of(source, new Paced(socket, passage, bandwidth, transfer))))
                .eventually(source::close);
        return conclude(transfer, held, passage, moved);
    }

    /// Receives into `sink` over the next data connection.
    ///
    /// @param passage how fast; the transfer ends it
    /// @param session the context of the session
    /// @param clientGone whether the client has left the control connection; asked when the data has ended, since
    ///     a client that dies ends its data connection exactly as one that has sent everything
    public Transfer receive(
            DataPort port,
            DataSecurity security,
            Incoming sink,
            Passage passage,
            Context session,
            BooleanSupplier clientGone) {
        var transfer = new Transfer(port, idleTimeout(port), OptionalLong.empty(), () -> {});
        var held = security.hold();
        Future<Void> moved = connect(transfer, session)
                .compose(socket -> carry(
                        transfer,
                        socket,
                        held,
                        () -> receive(new Paced(socket, passage, bandwidth, transfer), socket, sink)
                                .compose(_ -> requireEnd(transfer, socket, held))
                                .compose(_ -> store(transfer, sink, clientGone))))
                .recover(cause -> abandoned(sink, cause));
        return conclude(transfer, held, passage, moved);
    }

    /// How many transfers run, those that wait for their data connection included.
    public int running() {
        return running.get();
    }

    private Duration idleTimeout(DataPort port) {
        return port.asked().flatMap(asker -> asker.rules().idle().data()).orElse(config.idleTimeout());
    }

    private Future<DataSocket> connect(Transfer transfer, Context session) {
        return switch (transfer.port()) {
            case DataPort.None _ -> Future.failedFuture(new Reservation.NotArrived("Use PASV or PORT first"));
            case DataPort.Passive passive -> passive.reservation().claim();
            case DataPort.Active active -> transfer.unlessStopped(dialling.dial(active, session));
        };
    }

    /// Moves the octets and closes the data connection, in order when all went well.
    private Future<Void> carry(Transfer transfer, DataSocket socket, DataSecurity security, Movement movement) {
        if (!transfer.connected(socket)) {
            socket.reset();
            return Future.failedFuture("stopped");
        }
        return secure(transfer, socket, security)
                .compose(_ -> movement.move())
                .compose(_ -> socket.close())
                .recover(cause -> {
                    socket.reset();
                    return Future.failedFuture(cause);
                });
    }

    /// The handshake, and the proof that who came is the client of this control connection: only that client can
    /// resume its session.
    private Future<Void> secure(Transfer transfer, DataSocket socket, DataSecurity security) {
        return switch (security) {
            case DataSecurity.Clear _ -> Future.succeededFuture();
            case DataSecurity.Tls with ->
                socket.secure(with.context(), tls.handshake(), tls.close())
                        .recover(cause -> Future.failedFuture(Insecure.handshake(cause)))
                        .compose(facts -> {
                            transfer.secured(facts);
                            return with.policy().resumption() == TlsPolicy.Resumption.REQUIRE && !facts.resumed()
                                    ? Future.failedFuture(Insecure.notResumed())
                                    : Future.succeededFuture();
                        });
        };
    }

    private static Future<Void> receive(Paced paced, DataSocket socket, Incoming sink) {
        var lineEnds = new LineEnds(sink.afterReturn());
        Sink plain = buffers -> sink.upload().write(sink.ascii() ? toDisk(lineEnds, buffers) : buffers);
        return receive(paced, socket, sink.mode(), plain)
                .compose(_ -> sink.ascii() && lineEnds.rest().hasRemaining()
                        ? sink.upload().write(new ByteBuffer[] {lineEnds.rest()})
                        : Future.succeededFuture());
    }

    /// Anybody on the way can end a TCP connection; only the client can send close_notify (RFC 8446 §6.1).
    private static Future<Void> requireEnd(Transfer transfer, DataSocket socket, DataSecurity security) {
        if (socket.peerHasFinished()) {
            return Future.succeededFuture();
        }
        transfer.endedUnsaid();
        return security instanceof DataSecurity.Tls with && with.policy().strictEnd()
                ? Future.failedFuture(new Truncated())
                : Future.succeededFuture();
    }

    private static Future<Void> store(Transfer transfer, Incoming sink, BooleanSupplier clientGone) {
        return transfer.verdict() != null || clientGone.getAsBoolean()
                ? Future.failedFuture("the client has left")
                : publish(sink);
    }

    private static Future<Void> receive(Paced paced, DataSocket socket, TransferMode mode, Sink plain) {
        return switch (mode) {
            case TransferMode.Stream _ -> socket.receiveInto(paced.into(plain)).mapEmpty();
            case TransferMode.Deflate deflate -> {
                var inflating = new Inflating(plain, deflate.mostGrowth());
                yield socket.receiveInto(paced.into(inflating))
                        .compose(_ -> inflating.finish())
                        .eventually(inflating::end);
            }
        };
    }

    private static Future<Void> publish(Incoming sink) {
        return sink.upload().commit().<Void>mapEmpty().recover(cause -> Future.failedFuture(new Unpublished(cause)));
    }

    private static Future<Void> abandoned(Incoming sink, Throwable cause) {
        return cause instanceof Unpublished unpublished
                ? Future.failedFuture(unpublished.reason)
                : sink.upload().abandon().transform(_ -> Future.failedFuture(cause));
    }

    private Transfer conclude(Transfer transfer, DataSecurity security, Passage passage, Future<Void> moved) {
        running.incrementAndGet();
        moved.andThen(_ -> {
                    security.release();
                    passage.end();
                })
                .onComplete(
                        _ -> ended(transfer, new Outcome.Completed()),
                        cause -> ended(transfer, outcome(transfer, cause)));
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
            case Insecure insecure -> new Outcome.Insecure(insecure.words(), insecure.alert());
            case Truncated _ -> new Outcome.Truncated();
            case Inflating.Garbled garbled -> new Outcome.Garbled(String.valueOf(garbled.getMessage()));
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

    /// The data connection is not protected as it must be, in words for the client.
    private static final class Insecure extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private Insecure(String words, @Nullable Throwable cause) {
            super(words, cause, false, false);
        }

        static Insecure handshake(Throwable cause) {
            return new Insecure("The TLS handshake of the data connection failed", cause);
        }

        static Insecure notResumed() {
            return new Insecure(
                    "The data connection must resume the TLS session of the control connection"
                            + " (tls.dataResumption is require)",
                    null);
        }

        String words() {
            return String.valueOf(getMessage());
        }

        String alert() {
            Throwable cause = getCause();
            return cause == null || cause.getMessage() == null ? "" : cause.getMessage();
        }
    }

    /// An upload over TLS ended without close_notify.
    private static final class Truncated extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Truncated() {
            super(null, null, false, false);
        }
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
