package dev.berth.transfer;

import dev.berth.limit.Bandwidth;
import dev.berth.limit.Passage;
import dev.berth.net.DataSocket;
import dev.berth.net.Repeat;
import dev.berth.net.Sink;
import io.vertx.core.Future;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;

/// A data connection at the pace that the limits of its transfer allow. What is to go over it goes in pieces, each of
/// which waits for its turn; where nothing limits it, pieces are as large as ever and nobody waits. Limits count what
/// is on the wire, without TLS' own part.
final class Paced {

    /// How long a limit that has changed may remain unseen.
    private static final long LONGEST_WAIT_MILLIS = 250;

    private static final long NANOS_PER_MILLI = 1_000_000;
    private static final long LEAST_WAITING = 64 << 10;

    private final DataSocket socket;
    private final Passage passage;
    private final Bandwidth bandwidth;
    private final Transfer transfer;

    /// @param transfer told when it has to wait, so that nobody takes that for a standstill
    Paced(DataSocket socket, Passage passage, Bandwidth bandwidth, Transfer transfer) {
        this.socket = socket;
        this.passage = passage;
        this.bandwidth = bandwidth;
        this.transfer = transfer;
    }

    /// How much should be sent at once.
    ///
    /// @param most where nothing limits it
    long piece(long most) {
        return passage.piece(most);
    }

    /// Sends a piece of a file that is in memory, when its turn has come.
    Future<Void> sendFile(FileChannel file, long offset, long count) {
        return turn(count).compose(_ -> socket.sendFile(file, offset, count));
    }

    /// Has the storage send what nothing limits; see [DataSocket#sendBy].
    Future<Long> sendBy(IntFunction<Future<Long>> sender) {
        return passage.isFree() ? socket.sendBy(sender) : Future.succeededFuture(0L);
    }

    /// Sends octets; they must not be touched until the future completes.
    Future<Void> send(ByteBuffer octets) {
        return passage.isFree() ? socket.send(octets) : Repeat.whileTrue(() -> sendPiece(octets));
    }

    /// The same for octets that the end follows.
    Future<Void> sendLast(ByteBuffer octets) {
        return passage.isFree() ? socket.sendLast(octets) : send(octets);
    }

    private Future<Boolean> sendPiece(ByteBuffer octets) {
        int count = (int) passage.piece(octets.remaining());
        ByteBuffer piece = octets.slice(octets.position(), Math.min(count, octets.remaining()));
        octets.position(octets.position() + piece.remaining());
        return turn(piece.remaining()).compose(_ -> socket.send(piece)).map(_ -> octets.hasRemaining());
    }

    /// A sink that takes what came at this pace.
    Sink into(Sink sink) {
        return new Sink() {
            @Override
            public Future<Void> take(ByteBuffer[] buffers) {
                return passage.isFree() ? sink.take(buffers) : takePieces(new Cutting(buffers), sink);
            }

            @Override
            public long mostWaiting() {
                return passage.isFree()
                        ? Sink.super.mostWaiting()
                        : Math.max(LEAST_WAITING, 2 * passage.piece(Sink.super.mostWaiting() / 2));
            }
        };
    }

    private Future<Void> takePieces(Cutting cutting, Sink sink) {
        return Repeat.whileTrue(() -> {
            ByteBuffer[] piece = cutting.next(passage.piece(cutting.left()));
            return turn(Cutting.octets(piece)).compose(_ -> sink.take(piece)).map(_ -> cutting.left() > 0);
        });
    }

    /// Completes when so many octets may go.
    private Future<Void> turn(long octets) {
        return passage.isFree() || passage.ask(octets, System.nanoTime()) == 0
                ? Future.succeededFuture()
                : Repeat.whileTrue(() -> rest(octets));
    }

    /// In steps, since the limits may change and the transfer may be stopped meanwhile.
    private Future<Boolean> rest(long octets) {
        long begun = System.nanoTime();
        long rest = passage.ask(octets, begun);
        transfer.waitsForTurn(rest > 0);
        if (rest == 0 || transfer.verdict() != null) {
            return Future.succeededFuture(false);
        }
        long millis = Math.min(LONGEST_WAIT_MILLIS, rest / NANOS_PER_MILLI + 1);
        return socket.context().owner().timer(millis, TimeUnit.MILLISECONDS).map(_ -> {
            bandwidth.waited(System.nanoTime() - begun);
            return true;
        });
    }
}
