package dev.berth.storage.local;

import dev.berth.protocol.FileFacts;
import dev.berth.protocol.FtpPath;
import dev.berth.storage.ReadableFile;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

/// Opens files for reading: small ones as [SmallFile] as long as all that are open have room in a bounded piece of
/// memory, others as [LocalReadableFile].
final class SmallFiles {

    /// The largest small file.
    static final int LARGEST = 64 << 10;

    /// Reading waits neither for what the name may be, nor later for the journal of a file system that notes it.
    private static final int UNMARKED = Posix.O_NOATIME | Tree.CAREFULLY;

    private final Patience patience = new Patience();
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

    /// Opens a small file on the calling thread, which may be an event loop, if the kernel has all of it in its caches
    /// and nothing has to be waited for.
    ///
    /// @param where what the tree lies on
    /// @return empty if it must be opened in the usual way, which also tells what is wrong with it
    Optional<ReadableFile> openCached(Tree tree, FileSystem where, FtpPath path) {
        return where == FileSystem.OTHER ? Optional.empty() : patience.attempt(() -> cached(tree, where, path));
    }

    private Optional<ReadableFile> cached(Tree tree, FileSystem where, FtpPath path) {
        try (Descriptor file = Descriptor.of(tree.openCached(Names.existing(path), UNMARKED), "open what is cached")) {
            Status status = Posix.status(file);
            return status.isFile() && status.size() <= LARGEST && take((int) status.size())
                    ? content(file, status.facts(path.name()), where)
                    : Optional.empty();
        }
    }

    private Optional<ReadableFile> content(Descriptor file, FileFacts facts, FileSystem where) {
        byte[] content = new byte[(int) facts.size()];
        boolean whole = false;
        try {
            whole = read(file, content, where == FileSystem.MEMORY ? Posix::read : Posix::readCached) == content.length;
        } finally {
            giveBack(whole ? 0 : content.length);
        }
        return whole ? Optional.of(new SmallFile(facts, content, this)) : Optional.empty();
    }

    private ReadableFile whole(Descriptor file, FileFacts facts, int size) {
        int count = 0;
        boolean done = false;
        try (file) {
            byte[] content = new byte[size];
            count = read(file, content, Posix::read);
            var small = new SmallFile(facts, count == size ? content : Arrays.copyOf(content, count), this);
            done = true;
            return small;
        } finally {
            giveBack(done ? size - count : size);
        }
    }

    /// A call that reads at a position.
    private interface Reading {
        long read(Descriptor file, long address, long length, long position);
    }

    /// How many octets it could read: all, if the file has not got shorter meanwhile.
    private static int read(Descriptor file, byte[] content, Reading reading) {
        MemorySegment block = Scratch.mine().block;
        int count = 0;
        while (count < content.length) {
            int most = Math.min(content.length - count, Scratch.BLOCK);
            int more = (int) Errno.check(reading.read(file, block.address(), most, count), "read");
            if (more == 0) {
                break;
            }
            MemorySegment.copy(block, 0, MemorySegment.ofArray(content), count, more);
            count += more;
        }
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
