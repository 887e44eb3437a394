package dev.berth.storage.local;

import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicReference;

/// The first octets of an upload, kept until there are more of them, or no more.
final class Waiting {

    /// The most that is kept.
    private static final int MOST = 16 << 10;

    private static final ByteBuffer[] NONE = {};

    private final SmallFiles room;
    private final AtomicReference<ByteBuffer[]> kept = new AtomicReference<>(NONE);
    private boolean first;

    /// @param room where memory is set aside for them
    /// @param keeps whether any are kept at all
    Waiting(SmallFiles room, boolean keeps) {
        this.room = room;
        this.first = keeps;
    }

    /// Keeps a copy if these are the first ones, and few.
    ///
    /// @return false if they are to be written now
    boolean takes(ByteBuffer[] buffers) {
        if (!first) {
            return false;
        }
        first = false;
        int count = (int) Math.min(FileOutput.octets(buffers), MOST + 1);
        if (count == 0 || count > MOST || !room.take(count)) {
            return false;
        }
        ByteBuffer copy = ByteBuffer.allocate(count);
        for (ByteBuffer buffer : buffers) {
            copy.put(buffer);
        }
        kept.set(new ByteBuffer[] {copy.flip()});
        return true;
    }

    /// How many octets are kept.
    int octets() {
        ByteBuffer[] now = kept.get();
        return now.length == 0 ? 0 : now[0].limit();
    }

    /// Gives them away.
    ///
    /// @return them; empty if there are none
    ByteBuffer[] give() {
        ByteBuffer[] given = kept.getAndSet(NONE);
        if (given.length > 0) {
            room.giveBack(given[0].limit());
        }
        return given;
    }
}
