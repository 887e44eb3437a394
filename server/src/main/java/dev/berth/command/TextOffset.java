package dev.berth.command;

import dev.berth.net.Repeat;
import dev.berth.protocol.ReplyCode;
import dev.berth.storage.ReadableFile;
import io.vertx.core.Future;
import java.nio.ByteBuffer;

/// Where a restart point of TYPE A lies in a file. It counts the octets of the wire (RFC 3659 §5.2), where lines end
/// with two of them.
///
/// @param position the place in the file
/// @param afterReturn whether the last octet before the point, on the wire, is a CR
/// @param withinEnd whether that CR is of a line end that is a single LF in the file
record TextOffset(long position, boolean afterReturn, boolean withinEnd) {

    private static final int PIECE = 64 << 10;

    /// Where an upload goes on. A CR that was stored because nothing had followed it is taken back, as it may be the
    /// first half of a line end.
    long writing() {
        return afterReturn && !withinEnd ? position - 1 : position;
    }

    /// Finds it, by reading the file up to there.
    ///
    /// @param file open; it stays so
    /// @return fails with [Refused]: 554 beyond the end, 504 when the file is too large for it
    static Future<TextOffset> find(ReadableFile file, long restart) {
        if (restart == 0) {
            return Future.succeededFuture(new TextOffset(0, false, false));
        }
        if (file.facts().size() > SizeCommand.LARGEST_COUNTED) {
            return Future.failedFuture(
                    new Refused(ReplyCode.BAD_PARAMETER, "Too large to be restarted in TYPE A; use TYPE I"));
        }
        var search = new Search(file, restart);
        return Repeat.whileTrue(search::next).map(_ -> search.found());
    }

    private static final class Search {
        private final ReadableFile file;
        private final long restart;
        private long position;
        private long wire;
        private boolean afterReturn;
        private boolean withinEnd;

        Search(ReadableFile file, long restart) {
            this.file = file;
            this.restart = restart;
        }

        Future<Boolean> next() {
            ByteBuffer piece = ByteBuffer.allocate(PIECE);
            return file.read(piece, position).map(count -> count >= 0 && count(piece.flip()));
        }

        private boolean count(ByteBuffer piece) {
            while (wire < restart && piece.hasRemaining()) {
                byte octet = piece.get();
                boolean inserted = octet == '\n' && !afterReturn;
                if (inserted && wire + 1 == restart) {
                    wire++;
                    withinEnd = true;
                    afterReturn = true;
                } else {
                    wire += inserted ? 2 : 1;
                    position++;
                    afterReturn = octet == '\r';
                }
            }
            return wire < restart;
        }

        TextOffset found() {
            if (wire < restart) {
                throw new Refused(ReplyCode.INVALID_RESTART, "The restart point is beyond the end of the file");
            }
            return new TextOffset(position, afterReturn, withinEnd);
        }
    }
}
