package dev.berth.transfer;

import dev.berth.net.Repeat;
import dev.berth.net.Sink;
import io.vertx.core.Future;
import java.nio.ByteBuffer;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/// Receives in MODE Z: what comes is decompressed piece by piece, each of which is in the sink before the next is
/// made, so that memory stays small whatever the client has packed. What grows out of all proportion is refused.
final class Inflating implements Sink {

    private static final int PIECE = 64 << 10;

    /// Up to here everything may grow as it likes: a text of one letter does.
    private static final long FREE = 16 << 20;

    private final Sink sink;
    private final int mostGrowth;
    private final Inflater inflater = new Inflater();
    private ByteBuffer[] waiting = new ByteBuffer[0];
    private int at;

    /// @param sink takes the plain octets
    /// @param mostGrowth how many times larger than what came they may become
    Inflating(Sink sink, int mostGrowth) {
        this.sink = sink;
        this.mostGrowth = mostGrowth;
    }

    @Override
    public Future<Void> take(ByteBuffer[] buffers) {
        waiting = buffers;
        at = 0;
        return Repeat.whileTrue(this::next);
    }

    /// The client has sent everything.
    ///
    /// @return fails when that is not a whole; nothing at all is the content of an empty file
    Future<Void> finish() {
        return inflater.finished() || inflater.getBytesRead() == 0
                ? Future.succeededFuture()
                : Future.failedFuture(new Garbled("The compressed data has no end"));
    }

    /// Gives the native memory back.
    Future<Void> end() {
        inflater.end();
        return Future.succeededFuture();
    }

    private Future<Boolean> next() {
        if (inflater.needsInput() && !inflater.finished()) {
            if (at == waiting.length) {
                return Future.succeededFuture(false);
            }
            inflater.setInput(waiting[at++]);
        }
        ByteBuffer out = ByteBuffer.allocate(PIECE);
        try {
            inflater.inflate(out);
        } catch (DataFormatException damaged) {
            return Future.failedFuture(new Garbled("The compressed data is damaged"));
        }
        if (inflater.needsDictionary() || (inflater.finished() && isMoreThere())) {
            return Future.failedFuture(new Garbled("The compressed data is damaged"));
        }
        if (inflater.getBytesWritten() > FREE + mostGrowth * inflater.getBytesRead()) {
            return Future.failedFuture(new Garbled("The compressed data grows out of proportion"));
        }
        boolean more = !inflater.finished();
        return out.position() == 0
                ? Future.succeededFuture(more)
                : sink.take(new ByteBuffer[] {out.flip()}).map(more);
    }

    private boolean isMoreThere() {
        boolean behind = inflater.getRemaining() > 0;
        for (int i = at; i < waiting.length; i++) {
            behind |= waiting[i].hasRemaining();
        }
        return behind;
    }

    /// What came is not what MODE Z sends; the message is for the client.
    static final class Garbled extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Garbled(String message) {
            super(message, null, false, false);
        }
    }
}
