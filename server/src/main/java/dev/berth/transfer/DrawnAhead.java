package dev.berth.transfer;

import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;

/// Numbers that cannot be foretold, drawn many at a time: a secure generator takes nearly as long for one as for
/// a dozen. May be used from any thread; each number is given once.
final class DrawnAhead implements RandomGenerator {

    private static final int NUMBERS = 64;

    private final RandomGenerator source;
    private volatile Draw last = new Draw(ByteBuffer.allocate(0), new AtomicInteger());

    private record Draw(ByteBuffer octets, AtomicInteger next) {}

    /// @param source a secure one
    DrawnAhead(RandomGenerator source) {
        this.source = source;
    }

    @Override
    public long nextLong() {
        Draw draw = last;
        int at = draw.next().getAndAdd(Long.BYTES);
        if (at >= draw.octets().capacity()) {
            byte[] octets = new byte[NUMBERS * Long.BYTES];
            source.nextBytes(octets);
            draw = new Draw(ByteBuffer.wrap(octets), new AtomicInteger(Long.BYTES));
            last = draw;
            at = 0;
        }
        return draw.octets().getLong(at);
    }
}
