package dev.berth.net;

import java.util.concurrent.atomic.AtomicInteger;

/// The memory in which what clients have sent waits to be stored, a quarter of what the JVM may have: all uploads of
/// the process share it alike, so that many at once, or a slow disk, fill the sockets' buffers and not the memory.
final class ReceiveMemory {

    private static final int LEAST = 16 << 10;
    private static final long ALL = Runtime.getRuntime().maxMemory() / 4;

    /// That of the process.
    static final ReceiveMemory OF_ALL = new ReceiveMemory(ALL);

    private final long octets;
    private final AtomicInteger uploads = new AtomicInteger();

    ReceiveMemory(long octets) {
        this.octets = octets;
    }

    /// An upload begins; it must [#leave].
    void enter() {
        uploads.incrementAndGet();
    }

    /// An upload has ended.
    void leave() {
        uploads.decrementAndGet();
    }

    /// How many octets of one upload may wait; another read may come on top of it.
    long share() {
        return Math.max(LEAST, octets / Math.max(1, uploads.get()));
    }

    /// How much one read takes at most.
    ///
    /// @param wanted octets, if there is memory enough
    int read(int wanted) {
        return Math.clamp(share() / 4, Math.min(LEAST, wanted), wanted);
    }
}
