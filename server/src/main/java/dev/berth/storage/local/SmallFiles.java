package dev.berth.storage.local;

import dev.berth.protocol.FileFacts;
import dev.berth.protocol.FtpPath;
import dev.berth.storage.ReadableFile;
import java.nio.ByteBuffer;
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
    private final SmallMemory memory = new SmallMemory();
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
        return size <= LARGEST && take(SmallMemory.charge(size))
                ? whole(file, facts, size)
                : LocalReadableFile.of(work, file, facts);
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
            return status.isFile() && status.size() <= LARGEST && take(SmallMemory.charge((int) status.size()))
                    ? content(file, status.facts(path.name()), where)
                    : Optional.empty();
        }
    }

    private Optional<ReadableFile> content(Descriptor file, FileFacts facts, FileSystem where) {
        int size = (int) facts.size();
        SmallFile read = read(file, facts, size, where == FileSystem.MEMORY ? Posix::read : Posix::readCached);
        if (read.facts().size() == size) {
            return Optional.of(read);
        }
        read.end();
        return Optional.empty();
    }

    private ReadableFile whole(Descriptor file, FileFacts facts, int size) {
        try (file) {
            return read(file, facts, size, Posix::read);
        }
    }

    /// Reads all, if the file has not got shorter meanwhile, into memory that was set aside.
    private SmallFile read(Descriptor file, FileFacts facts, int size, SmallMemory.Reading reading) {
        ByteBuffer content = memory.take(size);
        boolean done = false;
        try {
            SmallMemory.fill(content, file, reading);
            done = true;
            return new SmallFile(facts, content, () -> giveBack(content, size));
        } finally {
            if (!done) {
                giveBack(content, size);
            }
        }
    }

    private void giveBack(ByteBuffer content, int size) {
        memory.giveBack(content);
        giveBack(SmallMemory.charge(size));
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
