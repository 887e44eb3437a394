package dev.berth.storage.local;

import dev.berth.storage.StorageException;
import dev.berth.storage.StorageException.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// What the kernel lets this process do (capabilities(7)). It waits for the kernel, not for a disk.
final class Capabilities {

    /// `CAP_CHOWN`: to give files to any user and group.
    private static final long CHOWN = 1L;

    /// That, `CAP_DAC_OVERRIDE`, `CAP_FOWNER` and `CAP_FSETID`: to give files away, to go on using them, and to keep
    /// the set-group-id bit of directories of any group.
    private static final long GIVING_AWAY = CHOWN | 1L << 1 | 1L << 3 | 1L << 4;

    private static final Path STATUS = Path.of("/proc/self/status");

    private static final String EFFECTIVE = "CapEff:";

    private Capabilities() {}

    /// Whether files may belong to others.
    ///
    /// @throws StorageException when the kernel does not tell
    static boolean giveFilesAway() {
        return hold(GIVING_AWAY);
    }

    /// Whether the kernel lets this process give a file to any group there is.
    ///
    /// @throws StorageException when the kernel does not tell
    static boolean giveToAnyGroup() {
        return hold(CHOWN);
    }

    private static boolean hold(long wanted) {
        try {
            return Files.readAllLines(STATUS).stream()
                    .filter(line -> line.startsWith(EFFECTIVE))
                    .map(line -> Long.parseUnsignedLong(
                            line.substring(EFFECTIVE.length()).strip(), 16))
                    .anyMatch(held -> (held & wanted) == wanted);
        } catch (IOException e) {
            throw new StorageException(
                    Reason.UNSUPPORTED, "Berth needs /proc to be mounted; " + STATUS + " is not there.", e);
        }
    }
}
