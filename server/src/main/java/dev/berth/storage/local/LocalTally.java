package dev.berth.storage.local;

import dev.berth.protocol.FtpPath;
import dev.berth.storage.Growth;
import dev.berth.storage.LongTask;
import dev.berth.storage.StorageException;
import dev.berth.storage.StorageException.Reason;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayDeque;
import java.util.Deque;

/// Counts what lies below a directory, however deep: regular files by their names, links and the rest not at
/// all. It goes from handle to handle, some thousand entries per turn on the pool, so that a large tree keeps
/// no thread for itself. What it remembers is bounded, whatever a client has made.
final class LocalTally {

    /// Up to this depth directories stay open while what is in them is counted, and a block of their names is
    /// remembered. Those below are found again by `..`, and read again from where they were left.
    private static final int OPEN = 64;

    /// How many of their directories are remembered.
    private static final int PIECE = 16;

    private static final int ENTRIES_PER_TURN = 2_000;

    private final Work work;
    private final LongTask task;
    private final Deque<Level> levels = new ArrayDeque<>();
    private Growth sum = Growth.NONE;

    /// Entries that were read, and directories that were entered.
    private long steps;

    private LocalTally(Work work, LongTask task) {
        this.work = work;
        this.task = task;
    }

    /// A directory that is being counted.
    private static final class Level {
        private final FileKey key;
        private final Deque<String> below = new ArrayDeque<>();
        private Descriptor handle;
        private boolean open = true;
        private long position;
        private boolean ended;

        Level(Descriptor handle) {
            this.handle = handle;
            this.key = Posix.status(handle).key();
        }

        void close() {
            open = false;
            handle.close();
        }

        /// Opens it again, and goes on where it was left.
        void openAbove(Level child) {
            if (open) {
                return;
            }
            int flags = Posix.O_RDONLY | Posix.O_DIRECTORY;
            handle = Descriptor.of(Posix.openAt(child.handle, "..", flags, 0, Posix.FOLLOW_ALL), "open what is above");
            open = true;
            if (!Posix.status(handle).key().equals(key)) {
                throw new StorageException(Reason.BUSY, "a directory was moved while it was counted");
            }
            goOn();
        }

        void goOn() {
            Errno.check(Posix.seek(handle, position), "lseek");
        }
    }

    static Future<Growth> of(Work work, Tree tree, FtpPath path, LongTask task) {
        LocalTally tally = new LocalTally(work, task);
        return work.act(() -> tally.begin(tree, Names.existing(path))).compose(_ -> tally.counted());
    }

    private void begin(Tree tree, String octets) {
        long result = tree.open(octets, Posix.O_PATH | Posix.O_NOFOLLOW);
        if (result < 0) {
            return;
        }
        try (Descriptor found = Descriptor.of(result, "open")) {
            Status status = Posix.status(found);
            if (status.isFile()) {
                add(status);
                return;
            }
        }
        enter(tree.open(octets, Posix.O_RDONLY | Posix.O_DIRECTORY));
    }

    private Future<Growth> counted() {
        Promise<Growth> counted = Promise.promise();
        goOn(counted);
        return counted.future();
    }

    /// Not by futures that hold each other: a large tree takes many turns, and the stack is not so deep.
    private void goOn(Promise<Growth> counted) {
        if (levels.isEmpty()) {
            counted.complete(sum);
        } else {
            work.act(this::turn).onComplete(_ -> goOn(counted), counted::fail);
        }
    }

    private void turn() {
        try {
            long end = steps + ENTRIES_PER_TURN;
            while (!levels.isEmpty() && steps < end) {
                step(levels.element());
            }
        } catch (RuntimeException failure) {
            levels.forEach(Level::close);
            throw failure;
        }
    }

    private void step(Level level) {
        String below = level.below.poll();
        if (below != null) {
            steps++;
            enter(Posix.openAt(level.handle, below, Tree.LISTED, 0, Posix.BENEATH));
        } else if (level.ended) {
            leave(level);
        } else {
            read(level);
        }
    }

    /// A directory that went away meanwhile, or that cannot be read, adds nothing.
    private void enter(long opened) {
        if (opened < 0) {
            return;
        }
        Level entered = new Level(Descriptor.of(opened, "open the directory"));
        if (levels.size() > OPEN) {
            levels.element().close();
        }
        levels.push(entered);
    }

    private void leave(Level level) {
        levels.pop();
        Level above = levels.peek();
        try {
            if (above != null) {
                above.openAbove(level);
            }
        } finally {
            level.close();
        }
    }

    private void read(Level level) {
        boolean piecemeal = levels.size() > OPEN;
        level.ended = !Entries.read(level.handle, (name, behind) -> {
            level.position = behind;
            steps++;
            task.did(1);
            return !(count(level, name) && piecemeal && level.below.size() == PIECE);
        });
        if (piecemeal && level.below.size() == PIECE) {
            level.goOn();
        }
    }

    /// @return whether it is a directory
    private boolean count(Level level, String name) {
        if (Names.isTemporary(name) || Posix.statusAt(level.handle, name) != 0) {
            return false;
        }
        Status there = Posix.lastStatus();
        if (there.isDirectory()) {
            level.below.add(name);
        } else if (there.isFile()) {
            add(there);
        }
        return there.isDirectory();
    }

    private void add(Status file) {
        sum = sum.plus(new Growth(file.size(), 1));
    }
}
