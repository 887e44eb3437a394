package dev.berth.storage.local;

import dev.berth.storage.Growth;
import java.util.concurrent.ConcurrentHashMap;

/// The files that are written in place, each by one writer of this process, and those that are about to lose
/// their name. Whoever takes it away books the size that the file has at that moment; the writer then books no
/// more than makes that up, however much it goes on to write to what nobody can see. Nobody begins to write
/// while it is taken away.
final class Claims {

    private final ConcurrentHashMap<FileKey, Use> uses = new ConcurrentHashMap<>();

    /// @param written whether somebody writes it
    /// @param removal how it has lost its name, or is about to
    /// @param pending whether it is about to
    private record Use(boolean written, Removal removal, boolean pending) {
        static final Use WRITTEN = new Use(true, Removal.NOTHING, false);
    }

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

        private static Removal of(Status there) {
            return there.isFile() ? new Removal(new Growth(-there.size(), -1), there.key()) : NOTHING;
        }
    }

    /// Takes a file for one writer.
    ///
    /// @return whether it was nobody else's
    boolean take(FileKey key) {
        return uses.putIfAbsent(key, Use.WRITTEN) == null;
    }

    /// Takes a file that was made just now; what is known of its number is of another that had it before.
    void takeNew(FileKey key) {
        uses.put(key, Use.WRITTEN);
    }

    /// Gives it back.
    void give(FileKey key) {
        uses.computeIfPresent(key, (_, use) -> use.pending() ? new Use(false, use.removal(), true) : null);
    }

    /// Says that a name is about to be taken from what has it; [#ended] says what became of that. It is looked at while
    /// its writer can neither come nor go.
    Removal removing(Descriptor directory, String name) {
        if (Posix.statusAt(directory, name) != 0 || !Posix.lastStatus().isFile()) {
            return Removal.NOTHING;
        }
        FileKey key = Posix.lastStatus().key();
        Removal[] removal = {Removal.NOTHING};
        uses.compute(key, (_, use) -> {
            removal[0] = Posix.statusAt(directory, name) == 0 ? Removal.of(Posix.lastStatus()) : Removal.NOTHING;
            if (!removal[0].key.equals(key) || (use != null && use.removal() != Removal.NOTHING)) {
                return use;
            }
            return new Use(use != null && use.written(), removal[0], true);
        });
        return removal[0];
    }

    /// Says whether the name was taken away.
    void ended(Removal removal, boolean removed) {
        uses.computeIfPresent(removal.key, (_, use) -> {
            if (use.removal() != removal) {
                return use;
            }
            return use.written() ? new Use(true, removed ? removal : Removal.NOTHING, false) : null;
        });
    }

    /// The size with which a file stands in the books once its writer is done.
    ///
    /// @param size how long it is
    long booked(FileKey key, long size) {
        Removal removal = uses.getOrDefault(key, Use.WRITTEN).removal();
        return removal == Removal.NOTHING ? size : -removal.growth().octets();
    }
}
