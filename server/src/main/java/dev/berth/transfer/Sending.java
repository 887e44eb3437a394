package dev.berth.transfer;

import dev.berth.net.Repeat;
import dev.berth.storage.ReadableFile;
import io.vertx.core.Future;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/// The ways in which octets leave. Each step sends one bounded piece and begins the next when the kernel has taken
/// it, so that memory stays small and the loop serves others between two pieces.
final class Sending {

    /// Large enough that the socket never runs dry, small enough that many transfers share a loop.
    private static final long FILE_PIECE = 2 << 20;

    /// From how much on it is worth a thread.
    private static final long LARGE = 8 << 20;

    /// What a thread is given, which stops by itself after a while.
    private static final long THREAD_PIECE = 64 << 20;

    /// What a thread sends while it is worth one: a client of a gigabit network takes less in that time.
    private static final long MUCH = 4 << 20;

    /// How many pieces in a row a loop sends, before a thread tries again, to a client that takes little at once.
    private static final int MOST_ON_LOOP = 64;

    private static final int TEXT_PIECE = 64 << 10;

    private Sending() {}

    static Transfers.Movement of(Outgoing source, Paced socket) {
        return switch (source) {
            case Outgoing.Content content
            when content.ascii() -> {
                var text = new TextPieces(content, socket);
                yield () -> Repeat.whileTrue(text::sendNext);
            }
            case Outgoing.Content content when content.file().whole().isPresent() -> () -> sendWhole(content, socket);
            case Outgoing.Content content -> {
                var file = new FilePieces(content, socket);
                yield () -> Repeat.whileTrue(file::sendNext);
            }
            case Outgoing.Deflated deflated -> Deflating.of(deflated.source(), deflated.level(), socket);
            case Outgoing.Generated generated -> () -> Repeat.whileTrue(() -> sendPage(generated.pages(), socket));
        };
    }

    private static Future<Void> sendWhole(Outgoing.Content content, Paced socket) {
        ByteBuffer octets = content.file().whole().orElseThrow();
        octets.limit((int) content.end()).position((int) content.offset());
        return octets.hasRemaining() ? socket.sendLast(octets) : Future.succeededFuture();
    }

    /// `sendfile(2)`, a piece at a time, each made sure to be in memory before. A large file goes by the threads of the
    /// storage, as long as its client takes much at once: more of them send at the same time than there are event
    /// loops, and the system places each beside who receives it. A client that does not is waited for on the loop.
    private static final class FilePieces {
        private final ReadableFile file;
        private final long end;
        private final Paced socket;
        private long offset;
        private int onLoop;
        private int nextOnLoop = 1;

        FilePieces(Outgoing.Content content, Paced socket) {
            this.file = content.file();
            this.offset = content.offset();
            this.end = content.end();
            this.socket = socket;
        }

        Future<Boolean> sendNext() {
            if (end - offset > LARGE && onLoop == 0) {
                return sendByThread();
            }
            onLoop = Math.max(0, onLoop - 1);
            long count = Math.min(socket.piece(FILE_PIECE), end - offset);
            if (count <= 0) {
                return Future.succeededFuture(false);
            }
            long from = offset;
            offset += count;
            return file.ready(from, count)
                    .compose(_ -> socket.sendFile(file.channel(), from, count))
                    .map(_ -> offset < end);
        }

        private Future<Boolean> sendByThread() {
            return socket.sendBy(number -> file.sendTo(number, offset, Math.min(THREAD_PIECE, end - offset)))
                    .map(count -> {
                        offset += count;
                        boolean much = count >= MUCH;
                        onLoop = much ? 0 : nextOnLoop;
                        nextOnLoop = much ? 1 : Math.min(2 * nextOnLoop, MOST_ON_LOOP);
                        return offset < end;
                    });
        }
    }

    /// TYPE A: read off the loop, converted, sent.
    private static final class TextPieces {
        private final ReadableFile file;
        private final Paced socket;
        private final LineEnds lineEnds;
        private long offset;

        TextPieces(Outgoing.Content content, Paced socket) {
            this.lineEnds = new LineEnds(content.afterReturn());
            this.file = content.file();
            this.offset = content.offset();
            this.socket = socket;
        }

        Future<Boolean> sendNext() {
            ByteBuffer piece = ByteBuffer.allocate(TEXT_PIECE);
            return file.read(piece, offset)
                    .compose(count -> count < 0 ? Future.succeededFuture(false) : send(piece, count));
        }

        private Future<Boolean> send(ByteBuffer piece, int count) {
            offset += count;
            return socket.send(lineEnds.toWire(piece.flip())).map(_ -> true);
        }
    }

    private static Future<Boolean> sendPage(Outgoing.Pages pages, Paced socket) {
        return pages.next().compose(page -> page.isEmpty() ? Future.succeededFuture(false) : send(page, socket));
    }

    private static Future<Boolean> send(CharSequence page, Paced socket) {
        ByteBuffer octets = ByteBuffer.wrap(page.toString().getBytes(StandardCharsets.ISO_8859_1));
        return socket.send(octets).map(_ -> true);
    }
}
