package dev.berth.storage.local;

import dev.berth.protocol.FileFacts;
import dev.berth.storage.ReadableFile;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;

/// Opens files for reading: small ones as [SmallFile] as long as all that are open have room in a bounded piece of
/// memory, others as [LocalReadableFile].
final class SmallFiles {

    /// The largest small file.
    static final int LARGEST = 64 << 10;

    private final long room;
    private final AtomicLong taken = new AtomicLong();

    /// @param room how many octets all small files that are open may have
    SmallFiles(long room) {
        this.room = room;
    }

    /// Takes over a regular file. On a thread of the storage.
    ReadableFile open(Work work, Descriptor file, String name) {
        FileFacts facts;
        try {
            facts = Tree.requireFile(Posix.status(file)).facts(name);
        } catch (RuntimeException failure) {
            file.close();
            throw failure;
        }
        int size = (int) Math.min(facts.size(), LARGEST + 1);
        return size <= LARGEST && take(size) ? whole(file, facts, size) : LocalReadableFile.of(work, file, facts);
    }

    private ReadableFile whole(Descriptor file, FileFacts facts, int size) {
        int count = 0;
        boolean done = false;
        try (file) {
            byte[] content = new byte[size];
            while (count < size) {
                int more = read(file, content, count);
                if (more == 0) {
                    break; // it got shorter meanwhile
                }
                count += more;
            }
            var small = new SmallFile(facts, count == size ? content : Arrays.copyOf(content, count), this);
            done = true;
            return small;
        } finally {
            giveBack(done ? size - count : size);
        }
    }

    private static int read(Descriptor file, byte[] content, int from) {
        MemorySegment block = Scratch.mine().block;
        int most = Math.min(content.length - from, Scratch.BLOCK);
        int count = (int) Errno.check(Posix.read(file, block.address(), most, from), "read");
        MemorySegment.copy(block, 0, MemorySegment.ofArray(content), from, count);
        return count;
    }

    /// Sets memory aside.
    ///
    /// @return false if there is none left
    boolean take(int size) {
        if (taken.addAndGet(size) <= room) {
            return true;
        }
        giveBack(size);
        return false;
    }

    /// Gives memory back.
    void giveBack(int size) {
        taken.addAndGet(-size);
    }

    /// How many octets are taken; for tests.
    long taken() {
        return taken.get();
    }
}
