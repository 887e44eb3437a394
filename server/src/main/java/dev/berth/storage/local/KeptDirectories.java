package dev.berth.storage.local;

import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/// Directories in which uploads will make a file that they have not made yet. Until then they look empty to the kernel,
/// so nobody in this process removes one meanwhile. Nobody waits here.
final class KeptDirectories {

    /// How many uploads each has; below 0, how many are about to remove it.
    private final ConcurrentHashMap<FileKey, Integer> directories = new ConcurrentHashMap<>();

    /// Keeps a directory until [#release]. Whoever has done that still has to look whether it was removed before.
    ///
    /// @return false if somebody is about to remove it
    boolean keep(FileKey directory) {
        return directories.merge(directory, 1, (before, one) -> before < 0 ? before : before + one) > 0;
    }

    /// An upload that has kept it is over.
    void release(FileKey directory) {
        directories.computeIfPresent(directory, (_, uploads) -> uploads == 1 ? null : uploads - 1);
    }

    /// Removes a directory, if no upload keeps it; nothing else is to take its name meanwhile.
    ///
    /// @param kept what to give if one does
    /// @return 0 or `-errno`
    long remove(Descriptor parent, String name, Errno kept) {
        long found = Posix.statusAt(parent, name);
        // What is made at this moment must stay: an upload may keep it already.
        return found < 0
                ? found
                : removing(Posix.lastStatus().key(), () -> Posix.unlink(parent, name, Posix.REMOVE_DIRECTORY), kept);
    }

    /// Does what removes a directory while nobody can keep it, if nobody does.
    long removing(FileKey directory, LongSupplier removal, Errno kept) {
        if (directories.merge(directory, -1, (before, one) -> before < 0 ? before + one : before) > 0) {
            return kept.result();
        }
        try {
            return removal.getAsLong();
        } finally {
            directories.computeIfPresent(directory, (_, removals) -> removals == -1 ? null : removals + 1);
        }
    }
}
