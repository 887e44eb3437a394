package dev.berth.transfer;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/// Cuts what is in several buffers into pieces of any length, without copying.
final class Cutting {

    private final ByteBuffer[] buffers;
    private int at;
    private long left;

    /// @param buffers their positions are moved on
    Cutting(ByteBuffer[] buffers) {
        this.buffers = buffers;
        this.left = octets(buffers);
    }

    /// How many octets there are in buffers.
    static long octets(ByteBuffer[] buffers) {
        long octets = 0;
        for (ByteBuffer buffer : buffers) {
            octets += buffer.remaining();
        }
        return octets;
    }

    /// How many octets are left.
    long left() {
        return left;
    }

    /// The next `length` octets, or all that are left.
    ByteBuffer[] next(long length) {
        List<ByteBuffer> piece = new ArrayList<>();
        long missing = Math.min(length, left);
        left -= missing;
        while (missing > 0) {
            ByteBuffer buffer = buffers[at];
            int count = (int) Math.min(missing, buffer.remaining());
            piece.add(buffer.slice(buffer.position(), count));
            buffer.position(buffer.position() + count);
            missing -= count;
            if (!buffer.hasRemaining()) {
                at++;
            }
        }
        return piece.toArray(ByteBuffer[]::new);
    }
}
