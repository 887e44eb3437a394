package dev.berth.storage.local;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import dev.berth.protocol.FtpPath;
import dev.berth.storage.StorageException;
import dev.berth.storage.StorageException.Reason;
import java.time.Instant;

/// Changes what is known of a file without touching its content. Only regular files and directories have it changed.
final class FactChanges {

    /// Set-user-id, set-group-id and sticky: a directory keeps those it has, as `chmod(1)` does; a file loses them.
    private static final int SPECIAL = 07000;

    private FactChanges() {}

    static void mode(Tree tree, FtpPath path, int mode) {
        try (Descriptor found = open(tree, path)) {
            Status status = fileOrDirectory(found);
            int special = status.isDirectory() ? status.permissions() & SPECIAL : 0;
            Errno.check(Inodes.changeModeOf(found, special | mode), "chmod");
        }
    }

    /// Never to root's group; where the kernel would let this process give it to any other, only to the tenant's own.
    static void group(Tree tree, FtpPath path, long group) {
        try (Descriptor found = open(tree, path)) {
            fileOrDirectory(found);
            boolean own = tree.modes().owner().gid().filter(gid -> gid == group).isPresent();
            if (group == 0 || (!own && Capabilities.giveToAnyGroup())) {
                throw new StorageException(Reason.DENIED, "not a group of the tenant");
            }
            Errno.check(Inodes.changeOwnerOf(found, Inodes.UNCHANGED, group), "chown");
        }
    }

    static void modified(Tree tree, FtpPath path, Instant modified) {
        try (Descriptor found = open(tree, path)) {
            fileOrDirectory(found);
            Errno.check(Inodes.changeModified(found, modified.getEpochSecond(), modified.getNano()), "utimensat");
        }
    }

    private static Descriptor open(Tree tree, FtpPath path) {
        return Descriptor.of(tree.open(Names.existing(path), Posix.O_PATH), "open");
    }

    @CanIgnoreReturnValue
    private static Status fileOrDirectory(Descriptor found) {
        Status status = Posix.status(found);
        if (!status.isFile() && !status.isDirectory()) {
            throw new StorageException(Reason.DENIED, "neither a regular file nor a directory");
        }
        return status;
    }
}
