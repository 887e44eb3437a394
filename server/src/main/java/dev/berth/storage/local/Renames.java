package dev.berth.storage.local;

import dev.berth.storage.StorageException;
import dev.berth.storage.StorageException.Reason;

/// Renaming that replaces only what it may.
final class Renames {

    private Renames() {}

    /// Renames where nothing has the new name.
    ///
    /// @return 0 or `-errno`, EEXIST when something has it
    static long withoutReplacing(Descriptor from, String name, Descriptor to, String newName) {
        long result = Posix.rename(from, name, to, newName, Posix.NO_REPLACE);
        if (!Errno.EINVAL.is(result)) {
            return result;
        }
        // The file system (NFS, for one) does not know the flag, or a directory was to go into itself.
        return isDirectory(from, name) ? directory(from, name, to, newName) : byLink(from, name, to, newName);
    }

    private static long byLink(Descriptor from, String name, Descriptor to, String newName) {
        long result = Posix.link(from, name, to, newName);
        return result < 0 ? result : Posix.unlink(from, name, 0);
    }

    /// Without the flag nothing is atomic for directories; what is lost in a race is an empty directory at most.
    private static long directory(Descriptor from, String name, Descriptor to, String newName) {
        return Posix.statusAt(to, newName) < 0 ? Posix.rename(from, name, to, newName, 0) : Errno.EEXIST.result();
    }

    /// Renames for a client.
    ///
    /// @param overwrite whether a file that has the new name is replaced by a file
    /// @throws StorageException ALREADY_EXISTS when something may not be replaced, UNSUPPORTED between file systems
    static void rename(Tree.Place from, Tree.Place to, boolean overwrite) {
        long result = withoutReplacing(from.directory(), from.name(), to.directory(), to.name());
        if (Errno.EEXIST.is(result)
                && overwrite
                && !isDirectory(from.directory(), from.name())
                && !isDirectory(to.directory(), to.name())) {
            result = Posix.rename(from.directory(), from.name(), to.directory(), to.name(), 0);
        }
        if (Errno.EINVAL.is(result)) {
            throw new StorageException(Reason.DENIED, "a directory cannot go into itself");
        }
        if (Errno.EXDEV.is(result)) {
            throw new StorageException(Reason.UNSUPPORTED, "a rename between file systems");
        }
        Errno.check(result, "rename");
    }

    private static boolean isDirectory(Descriptor directory, String name) {
        return Posix.statusAt(directory, name) == 0 && Posix.lastStatus().isDirectory();
    }
}
