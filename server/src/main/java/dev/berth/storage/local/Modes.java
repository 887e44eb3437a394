package dev.berth.storage.local;

import dev.berth.config.StorageConfig;
import dev.berth.storage.StorageException;
import dev.berth.storage.StorageException.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Which permission bits new files and directories get: exactly those of the settings, whatever the process's umask.
/// (The
/// umask itself is left alone, because it is the whole process's.)
///
/// @param file of files
/// @param directory of directories
/// @param umask what the kernel takes off when it makes one
record Modes(int file, int directory, int umask) {

    /// What `mkdirat` sets at all; set-user-id and set-group-id need a `chmod`.
    private static final int MADE_WITH = 01777;

    /// Those of the settings.
    ///
    /// @throws StorageException when the process's umask cannot be read
    static Modes of(StorageConfig config) {
        return new Modes(config.fileMode(), config.directoryMode(), umask(Path.of("/proc/self/status")));
    }

    private static int umask(Path status) {
        try {
            // Linux 4.7 and later tell it; asking umask(2) would change it for a moment, for every thread.
            return Files.readAllLines(status).stream()
                    .filter(line -> line.startsWith("Umask:"))
                    .findFirst()
                    .map(line -> Integer.parseInt(
                            line.substring(line.indexOf(':') + 1).strip(), 8))
                    .orElse(0777);
        } catch (IOException e) {
            throw new StorageException(
                    Reason.UNSUPPORTED, "Berth needs /proc to be mounted; " + status + " is not there.", e);
        }
    }

    /// Gives a file just made the bits it shall have.
    ///
    /// @param wanted those of the settings, or of the file that it will replace
    void applyToFile(Descriptor made, int wanted) {
        if (wanted != (file & ~umask)) {
            Errno.check(Posix.changeMode(made, wanted), "chmod");
        }
    }

    /// Gives a directory just made the bits it shall have.
    void applyToDirectory(Descriptor parent, String name) {
        if ((directory & umask) == 0 && (directory & ~MADE_WITH) == 0) {
            return;
        }
        int flags = Posix.O_RDONLY | Posix.O_DIRECTORY | Posix.O_NOFOLLOW;
        try (Descriptor made =
                Descriptor.of(Posix.openAt(parent, name, flags, 0, Posix.BENEATH), "open a new directory")) {
            Errno.check(Posix.changeMode(made, directory), "chmod");
        }
    }
}
