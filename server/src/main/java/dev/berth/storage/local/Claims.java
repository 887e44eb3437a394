package dev.berth.storage.local;

import dev.berth.storage.Growth;
import java.util.concurrent.ConcurrentHashMap;

/// The files that are written in place, each by one writer of this process, and what was booked for those among them
/// whose name was taken away meanwhile. Whoever takes it away books the size that the file has at that moment; the
/// writer then books no more than makes that up, however much it goes on to write to what nobody can see.
final class Claims {

    private final ConcurrentHashMap<FileKey, Removal> taken = new ConcurrentHashMap<>();

    /// One file that is about to lose its name, this once.
    static final class Removal {

        private static final FileKey NO_FILE = new FileKey(-1, -1);

        /// No regular file is.
        static final Removal NOTHING = new Removal(Growth.NONE, NO_FILE);

        private final Growth growth;
        private final FileKey key;

        private Removal(Growth growth, FileKey key) {
            this.growth = growth;
            this.key = key;
        }

        /// What becomes less by it.
        Growth growth() {
            return growth;
        }

        static Removal of(Status there) {
            return there.isFile() ? new Removal(new Growth(-there.size(), -1), there.key()) : NOTHING;
        }
    }

    /// Takes a file for one writer.
    ///
    /// @return whether it was nobody else's
    boolean take(FileKey key) {
        return taken.putIfAbsent(key, Removal.NOTHING) == null;
    }

    /// Gives it back.
    void give(FileKey key) {
        taken.remove(key);
    }

    /// Says that a file loses its name; before it does, so that its writer cannot end unknowing.
    void removing(Removal removal) {
        taken.computeIfPresent(removal.key, (_, before) -> before == Removal.NOTHING ? removal : before);
    }

    /// Says that it has kept its name after all.
    void kept(Removal removal) {
        taken.computeIfPresent(removal.key, (_, before) -> before == removal ? Removal.NOTHING : before);
    }

    /// The size with which a file stands in the books once its writer is done.
    ///
    /// @param size how long it is
    long booked(FileKey key, long size) {
        Removal removal = taken.getOrDefault(key, Removal.NOTHING);
        return removal == Removal.NOTHING ? size : -removal.growth().octets();
    }
}
