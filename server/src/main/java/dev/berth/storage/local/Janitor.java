package dev.berth.storage.local;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Removes the temporary files of processes that died. It looks where it may find some, in the directories that are
/// stored to, at most once a day in each, and never walks a tree.
///
/// A temporary is dead when nothing was written to it for a day *and* nobody holds its lock: the lock ends with its
/// process; the day is for other nodes on shared storage whose locks cannot be seen here.
final class Janitor {

    private static final Logger LOG = LoggerFactory.getLogger(Janitor.class);
    private static final Duration DEAD_AFTER = Duration.ofDays(1);
    private static final Duration VISITS_APART = Duration.ofDays(1);

    /// How many directories are remembered, and how many of their entries are looked at.
    private static final int DIRECTORIES = 10_000;

    private static final int ENTRIES = 100_000;

    private final Work work;
    private final InstantSource clock;
    private final ConcurrentHashMap<FileKey, Long> visited = new ConcurrentHashMap<>();

    /// @param clock tells the day
    Janitor(Work work, InstantSource clock) {
        this.work = work;
        this.clock = clock;
    }

    /// Marks a temporary as living, until it is closed or this process dies.
    void mark(Descriptor temporary) {
        long result = Posix.lock(temporary);
        if (result < 0) {
            // Without locks on this file system nothing there is ever taken for dead, since nobody gets the lock.
            LOG.atDebug().addKeyValue("error", Errno.name(result)).log("no lock on a temporary file");
        }
    }

    /// Looks through a directory soon, if it is time again.
    void visit(StoringDirectory directory) {
        long now = clock.millis();
        Long last = visited.get(directory.key());
        if (!directory.readable() || (last != null && now - last < VISITS_APART.toMillis())) {
            return;
        }
        if (visited.size() >= DIRECTORIES) {
            visited.clear();
        }
        visited.put(directory.key(), now);
        long result = Posix.openAt(directory.handle(), ".", Posix.O_RDONLY | Posix.O_DIRECTORY, 0, Posix.BENEATH);
        if (result >= 0) {
            Descriptor own = Descriptor.of(result, "open");
            work.run(() -> sweep(own)).onFailure(failure -> {
                own.close();
                LOG.atWarn().setCause(failure).log("looking for dead temporary files failed");
            });
        }
    }

    /// Looks through a directory at once, and closes it.
    ///
    /// @return how many files were removed
    int sweep(Descriptor directory) {
        try (directory) {
            List<String> names = new ArrayList<>();
            int seen = 0;
            int removed = 0;
            boolean more = true;
            while (more && seen < ENTRIES) {
                names.clear();
                more = Entries.read(directory, names);
                seen += names.size();
                for (String name : names) {
                    removed += Names.isTemporary(name) && isDead(directory, name) ? remove(directory, name) : 0;
                }
            }
            if (removed > 0) {
                LOG.atInfo().addKeyValue("files", removed).log("removed dead temporary files");
            }
            return removed;
        }
    }

    /// Removes one temporary file, if it is dead.
    ///
    /// @return whether it is gone
    boolean removedIfDead(Descriptor directory, String name) {
        return isDead(directory, name) && remove(directory, name) == 1;
    }

    private boolean isDead(Descriptor directory, String name) {
        return Posix.statusAt(directory, name) == 0 && Posix.lastStatus().isFile() && isOld(Posix.lastStatus());
    }

    private boolean isOld(Status status) {
        return status.seconds() < clock.instant().minus(DEAD_AFTER).getEpochSecond();
    }

    private int remove(Descriptor directory, String name) {
        int flags = Posix.O_WRONLY | Posix.O_NOFOLLOW | Tree.CAREFULLY;
        long result = Posix.openAt(directory, name, flags, 0, Posix.BENEATH);
        if (result < 0) {
            return 0;
        }
        try (Descriptor file = Descriptor.of(result, "open")) {
            boolean dead = Posix.lock(file) == 0 && isOld(Posix.status(file));
            return dead && Posix.unlink(directory, name, 0) == 0 ? 1 : 0;
        }
    }
}
