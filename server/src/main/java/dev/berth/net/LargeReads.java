package dev.berth.net;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.UnpooledDirectByteBuf;
import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.RecvByteBufAllocator;
import io.netty.util.UncheckedBooleanSupplier;
import io.netty.util.concurrent.FastThreadLocal;
import java.util.ArrayDeque;

/// How much of a data connection is read at once, and into what: a little at first; then large pieces of memory, of
/// which each event loop keeps some for its next reads. Fresh ones would cost more than the read: they are cleared,
/// and each of their pages is a fault. Netty's leak detector does not see them; who drops one costs a fresh one.
final class LargeReads implements RecvByteBufAllocator {

    private static final int LEAST = 4 << 10;
    private static final int FIRST = 16 << 10;
    private static final int LARGEST = 256 << 10;

    /// How many reads are made before others have their turn, and what came is passed on.
    private static final int READS = 4;

    /// How many pieces an event loop keeps.
    private static final int KEPT = 16;

    private static final FastThreadLocal<Spare> SPARE = new FastThreadLocal<>() {
        @Override
        protected Spare initialValue() {
            return new Spare();
        }

        @Override
        protected void onRemoval(Spare spare) {
            spare.end();
        }
    };

    /// For all data connections.
    static final LargeReads ALL = new LargeReads();

    private final RecvByteBufAllocator sizes =
            new AdaptiveRecvByteBufAllocator(LEAST, FIRST, LARGEST).maxMessagesPerRead(READS);

    private LargeReads() {}

    @Override
    @SuppressWarnings("deprecation") // the interface still asks for it
    public Handle newHandle() {
        return new Reads((ExtendedHandle) sizes.newHandle());
    }

    /// One connection's.
    private static final class Reads extends DelegatingHandle implements ExtendedHandle {
        private final ExtendedHandle sizes;

        Reads(ExtendedHandle sizes) {
            super(sizes);
            this.sizes = sizes;
        }

        @Override
        public ByteBuf allocate(ByteBufAllocator allocator) {
            int most = ReceiveMemory.OF_ALL.read(LARGEST);
            if (guess() < most) {
                return super.allocate(allocator);
            }
            return most < LARGEST ? allocator.ioBuffer(most) : SPARE.get().piece(allocator);
        }

        @Override
        public boolean continueReading(UncheckedBooleanSupplier maybeMore) {
            return sizes.continueReading(maybeMore);
        }
    }

    /// One event loop's pieces that are not in use.
    private static final class Spare {
        private final ArrayDeque<Piece> kept = new ArrayDeque<>(KEPT);
        private boolean ended;

        /// The one that was used last, which the processor's caches may still have.
        Piece piece(ByteBufAllocator allocator) {
            Piece again = kept.pollLast();
            return again == null ? new Piece(this, allocator) : again.again();
        }

        boolean keep(Piece piece) {
            return !ended && kept.size() < KEPT && kept.add(piece);
        }

        void end() {
            ended = true;
            kept.forEach(Piece::free);
            kept.clear();
        }
    }

    /// Memory that goes back to its loop when nobody uses it any more.
    private static final class Piece extends UnpooledDirectByteBuf {
        private final Spare home;

        Piece(Spare home, ByteBufAllocator allocator) {
            super(allocator, LARGEST, LARGEST);
            this.home = home;
        }

        Piece again() {
            resetRefCnt();
            clear();
            return this;
        }

        void free() {
            super.deallocate();
        }

        @Override
        protected void deallocate() {
            if (!home.equals(SPARE.getIfExists()) || !home.keep(this)) {
                free();
            }
        }
    }
}
