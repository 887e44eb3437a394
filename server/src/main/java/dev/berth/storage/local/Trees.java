package dev.berth.storage.local;

import dev.berth.protocol.FtpPath;
import dev.berth.storage.LongTask;
import dev.berth.storage.StorageException;
import dev.berth.storage.StorageException.Reason;

/// What is done to a directory and everything below it. All of it runs on a thread for long tasks.
final class Trees {

    private Trees() {}

    /// Adds up the sizes of regular files.
    static long size(Tree tree, FtpPath path, LongTask task) {
        String octets = Names.existing(path);
        try (Descriptor found = Descriptor.of(tree.open(octets, Posix.O_PATH), "open")) {
            Status status = Posix.status(found);
            if (!status.isDirectory()) {
                return Tree.requireFile(status).size();
            }
        }
        long[] sum = new long[1];
        try (Descriptor top = Descriptor.of(tree.open(octets, Posix.O_RDONLY | Posix.O_DIRECTORY), "open")) {
            Walk.through(top, task, (_, name, status) -> {
                if (status.isFile() && !Names.isTemporary(name)) {
                    sum[0] += status.size();
                }
            });
        }
        return sum[0];
    }

    /// Removes a directory with everything below it. When it fails, some of that is gone. What somebody else has
    /// removed meanwhile is removed as well.
    ///
    /// @throws StorageException BUSY when an upload runs in it
    static void remove(Tree.Place place, Uploads uploads, LongTask task) {
        empty(place.directory(), place.name(), uploads, task);
        Errno.check(removed(uploads, place.directory(), place.name()), "rmdir");
    }

    /// What fails with EAGAIN is BUSY.
    private static long removed(Uploads uploads, Descriptor parent, String name) {
        return uploads.removeDirectory(parent, name, Errno.EAGAIN);
    }

    private static void empty(Descriptor parent, String name, Uploads uploads, LongTask task) {
        boolean again = true;
        while (again) {
            try (Descriptor top = Descriptor.of(Posix.openAt(parent, name, Tree.LISTED, 0, Posix.BENEATH), "open")) {
                Emptying emptying = new Emptying(top, uploads, task);
                Walk.through(top, task, emptying);
                again = emptying.moved;
            }
        }
    }

    /// Removes what it meets. What lies too deep is moved to the top first, and met there the next time.
    private static final class Emptying implements Walk.Visitor {

        private final Descriptor top;
        private final Uploads uploads;
        private final LongTask task;
        private boolean moved;

        Emptying(Descriptor top, Uploads uploads, LongTask task) {
            this.top = top;
            this.uploads = uploads;
            this.task = task;
        }

        @Override
        public void entry(Descriptor directory, String entry, Status status) {
            if (!Names.isTemporary(entry)) {
                task.grew(uploads.renames().unlinkIfThere(directory, entry));
            } else if (!uploads.janitor().removedIfDead(directory, entry)) {
                throw new StorageException(Reason.BUSY, "an upload runs in it");
            }
        }

        @Override
        public void leave(Descriptor directory, String entry) {
            done(removed(uploads, directory, entry), "rmdir");
        }

        @Override
        public void tooDeep(Descriptor directory, String entry) {
            moved = true;
            done(Renames.withoutReplacing(directory, entry, top, Names.removing()), "move a directory up");
        }

        private static void done(long result, String action) {
            Errno.check(Errno.ENOENT.is(result) ? 0 : result, action);
        }
    }
}
