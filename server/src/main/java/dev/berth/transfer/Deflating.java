package dev.berth.transfer;

import dev.berth.net.Repeat;
import io.vertx.core.Future;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;
import java.util.zip.Deflater;

/// Sends in MODE Z. A piece is small enough to be compressed on the event loop in less than a millisecond or so, and
/// between two pieces the loop serves others.
final class Deflating implements Transfers.Movement {

    private static final int PIECE = 8 << 10;

    /// What a piece may become that cannot be compressed, with all that the deflater has held back before.
    private static final int LARGEST = 256 << 10;

    private final Supplier<Future<ByteBuffer>> source;
    private final Paced socket;
    private final Deflater deflater;
    private ByteBuffer rest = ByteBuffer.allocate(0);

    private Deflating(Supplier<Future<ByteBuffer>> source, Paced socket, int level) {
        this.source = source;
        this.socket = socket;
        this.deflater = new Deflater(level);
    }

    static Deflating of(Outgoing source, int level, Paced socket) {
        return switch (source) {
            case Outgoing.Content content -> new Deflating(new Pieces(content)::next, socket, level);
            case Outgoing.Generated generated ->
                new Deflating(() -> generated.pages().next().map(Deflating::octets), socket, level);
            case Outgoing.Deflated _ -> throw new IllegalArgumentException("compressed already");
        };
    }

    @Override
    public Future<Void> move() {
        return Repeat.whileTrue(this::sendNext).eventually(this::end);
    }

    private Future<Boolean> sendNext() {
        return rest.hasRemaining() ? sendPiece() : source.get().compose(this::refilled);
    }

    private Future<Boolean> refilled(ByteBuffer next) {
        rest = next;
        return next.hasRemaining() ? sendPiece() : finish();
    }

    private Future<Boolean> sendPiece() {
        ByteBuffer piece = rest.slice(rest.position(), Math.min(PIECE, rest.remaining()));
        rest.position(rest.position() + piece.remaining());
        deflater.setInput(piece);
        ByteBuffer out = ByteBuffer.allocate(LARGEST);
        while (!deflater.needsInput() && out.hasRemaining()) {
            if (deflater.deflate(out) == 0) {
                break;
            }
        }
        return send(out).map(_ -> true);
    }

    private Future<Boolean> finish() {
        deflater.finish();
        ByteBuffer out = ByteBuffer.allocate(LARGEST);
        while (!deflater.finished() && out.hasRemaining()) {
            if (deflater.deflate(out) == 0) {
                break;
            }
        }
        boolean more = !deflater.finished();
        return send(out).map(_ -> more);
    }

    private Future<Void> send(ByteBuffer out) {
        return out.position() == 0 ? Future.succeededFuture() : socket.send(out.flip());
    }

    private Future<Void> end() {
        deflater.end();
        return Future.succeededFuture();
    }

    private static ByteBuffer octets(CharSequence page) {
        return ByteBuffer.wrap(page.toString().getBytes(StandardCharsets.ISO_8859_1));
    }

    /// A file, read off the loop.
    private static final class Pieces {

        private static final int READ = 64 << 10;

        private final Outgoing.Content content;
        private final LineEnds lineEnds;
        private long offset;

        Pieces(Outgoing.Content content) {
            this.content = content;
            this.lineEnds = new LineEnds(content.afterReturn());
            this.offset = content.offset();
        }

        Future<ByteBuffer> next() {
            ByteBuffer piece = ByteBuffer.allocate(READ);
            return content.file().read(piece, offset).map(count -> {
                offset += Math.max(0, count);
                piece.flip();
                return content.ascii() ? lineEnds.toWire(piece) : piece;
            });
        }
    }
}
