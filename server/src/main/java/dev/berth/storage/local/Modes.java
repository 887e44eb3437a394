package dev.berth.storage.local;

import dev.berth.config.StorageConfig;
import dev.berth.storage.StorageException;
import dev.berth.storage.StorageException.Reason;
import dev.berth.tenant.FileOwner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Which permission bits new files and directories get, and whom they belong to: exactly the bits of the settings,
/// whatever the process's umask. (The umask itself is left alone, because it is the whole process's.)
///
/// @param file of files
/// @param directory of directories
/// @param umask what the kernel takes off when it makes one
/// @param owner whom they are given to
record Modes(int file, int directory, int umask, FileOwner owner) {

    /// What `mkdirat` sets at all; set-user-id and set-group-id need a `chmod`.
    private static final int MADE_WITH = 01777;

    private static final int SET_GROUP_ID = 02000;

    /// Those of the settings.
    ///
    /// @throws StorageException when the process's umask cannot be read
    static Modes of(StorageConfig config) {
        return new Modes(
                config.fileMode(), config.directoryMode(), umask(Path.of("/proc/self/status")), FileOwner.NONE);
    }

    /// The same for the files of somebody.
    Modes ownedBy(FileOwner somebody) {
        return new Modes(file, directory, umask, somebody);
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

    /// Gives a file just made the bits and the owner it shall have. The bits first: afterwards the file may be somebody
    /// else's.
    ///
    /// @param wanted those of the settings, or of the file that it will replace
    void applyToFile(Descriptor made, int wanted) {
        if (wanted != (file & ~umask)) {
            Errno.check(Posix.changeMode(made, wanted), "chmod");
        }
        give(made);
    }

    /// Gives a directory just made the bits and the owner it shall have; if that fails, it is removed.
    void applyToDirectory(Descriptor parent, String name) {
        try {
            apply(parent, name);
        } catch (RuntimeException failure) {
            long _ = Posix.unlink(parent, name, Posix.REMOVE_DIRECTORY);
            throw failure;
        }
    }

    private void apply(Descriptor parent, String name) {
        boolean asMade = (directory & umask) == 0 && (directory & ~MADE_WITH) == 0;
        if (asMade && !owner.isSomebody()) {
            return;
        }
        int flags = Posix.O_RDONLY | Posix.O_DIRECTORY | Posix.O_NOFOLLOW;
        try (Descriptor made =
                Descriptor.of(Posix.openAt(parent, name, flags, 0, Posix.BENEATH), "open a new directory")) {
            if (!asMade) {
                // Below a directory with the set-group-id bit it has come with one.
                int inherited = Posix.status(made).permissions() & SET_GROUP_ID;
                Errno.check(Posix.changeMode(made, directory | inherited), "chmod");
            }
            give(made);
        }
    }

    private void give(Descriptor made) {
        if (owner.isSomebody()) {
            Errno.check(
                    Inodes.changeOwnerOf(
                            made,
                            owner.uid().orElse(Inodes.UNCHANGED),
                            owner.gid().orElse(Inodes.UNCHANGED)),
                    "chown");
        }
    }
}
