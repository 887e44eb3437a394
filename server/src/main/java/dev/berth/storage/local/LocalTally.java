package dev.berth.storage.local;

import dev.berth.protocol.FtpPath;
import dev.berth.storage.Growth;
import dev.berth.storage.LongTask;
import io.vertx.core.Future;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/// Counts what lies below a directory: regular files by their names, links and the rest not at all. One directory is
/// read per turn on the pool, so that a large tree keeps no thread for itself.
final class LocalTally {

    private final Work work;
    private final Tree tree;
    private final LongTask task;
    private final Deque<String> directories = new ArrayDeque<>();
    private long octets;
    private long files;

    private LocalTally(Work work, Tree tree, LongTask task) {
        this.work = work;
        this.tree = tree;
        this.task = task;
    }

    static Future<Growth> of(Work work, Tree tree, FtpPath path, LongTask task) {
        return work.run(() -> begin(work, tree, path, task)).compose(LocalTally::next);
    }

    private static LocalTally begin(Work work, Tree tree, FtpPath path, LongTask task) {
        LocalTally tally = new LocalTally(work, tree, task);
        long result = tree.open(Names.existing(path), Posix.O_PATH | Posix.O_NOFOLLOW);
        if (result >= 0) {
            try (Descriptor found = Descriptor.of(result, "open")) {
                tally.add(Names.existing(path), Posix.status(found));
            }
        }
        return tally;
    }

    private Future<Growth> next() {
        String directory = directories.poll();
        return directory == null
                ? Future.succeededFuture(new Growth(octets, files))
                : work.act(() -> count(directory)).compose(_ -> next());
    }

    /// A directory that went away meanwhile, or that cannot be read, adds nothing.
    private void count(String directory) {
        long result = tree.open(directory, Posix.O_RDONLY | Posix.O_DIRECTORY | Posix.O_NOFOLLOW);
        if (result < 0) {
            return;
        }
        try (Descriptor opened = Descriptor.of(result, "open")) {
            List<String> names = new ArrayList<>();
            boolean more = true;
            while (more) {
                names.clear();
                more = Entries.read(opened, names);
                task.did(names.size());
                names.forEach(name -> count(directory, opened, name));
            }
        }
    }

    private void count(String directory, Descriptor opened, String name) {
        if (Names.isTemporary(name) || Posix.statusAt(opened, name) != 0) {
            return;
        }
        add(directory.equals(".") ? name : directory + "/" + name, Posix.lastStatus());
    }

    private void add(String octetsOfPath, Status there) {
        if (there.isFile()) {
            octets += there.size();
            files++;
        } else if (there.isDirectory()) {
            directories.add(octetsOfPath);
        }
    }
}
