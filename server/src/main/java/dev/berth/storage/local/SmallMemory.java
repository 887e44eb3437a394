package dev.berth.storage.local;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.util.concurrent.ConcurrentLinkedQueue;

/// Memory for what was read of small files. Very small ones lie on the heap. The others would fill the young
/// generation in no time and be copied twice on their way to a socket: they lie in blocks outside of it, where the
/// kernel writes them and from where it sends them, and which are used again. May be used from any thread.
final class SmallMemory {

    /// The largest that lies on the heap.
    static final int HEAP = 8 << 10;

    private final ConcurrentLinkedQueue<ByteBuffer> spare = new ConcurrentLinkedQueue<>();

    /// How many octets are taken for a file of this size.
    static int charge(int size) {
        return size <= HEAP ? size : SmallFiles.LARGEST;
    }

    /// Memory for a file of this size. A block holds what it held before: whoever reads into it says how far.
    ByteBuffer take(int size) {
        if (size <= HEAP) {
            return ByteBuffer.allocate(size);
        }
        ByteBuffer used = spare.poll();
        if (used == null) {
            return ByteBuffer.allocateDirect(SmallFiles.LARGEST).limit(size);
        }
        return used.clear().limit(size);
    }

    /// Takes memory back, which nobody reads any more. Every block is kept: there are never more than were in use
    /// at once, and one that is dropped would stay until the collector finds it, which nothing makes it do.
    void giveBack(ByteBuffer memory) {
        if (memory.isDirect()) {
            spare.add(memory);
        }
    }

    /// Reads a file from its beginning until the memory is full. Its limit becomes how many octets there were, which
    /// are fewer if the file has got shorter meanwhile.
    static void fill(ByteBuffer memory, Descriptor file, Reading reading) {
        MemorySegment content = MemorySegment.ofBuffer(memory);
        MemorySegment block = memory.isDirect() ? content : Scratch.mine().block;
        int size = memory.limit();
        int count = 0;
        while (count < size) {
            int at = memory.isDirect() ? count : 0;
            int more = (int) Errno.check(reading.read(file, block.address() + at, size - count, count), "read");
            if (more == 0) {
                break;
            }
            if (!memory.isDirect()) {
                MemorySegment.copy(block, 0, content, count, more);
            }
            count += more;
        }
        memory.limit(count);
    }

    /// A call that reads at a position.
    interface Reading {
        long read(Descriptor file, long address, long length, long position);
    }
}
