package dev.berth.deploy;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import org.jspecify.annotations.Nullable;

/// The directory of everything that the node keeps, held by one process at a time.
///
/// @param path where it is, absolute
/// @param lock what keeps others out; given back when the process ends, however it ends
record DataDirectory(Path path, FileLock lock) {

    /// Makes the directory if it is missing, for its owner alone, and takes it. It waits for the disk, so it
    /// belongs on the main thread.
    ///
    /// @throws StartFailed if it cannot be made or written, or is another process's
    static DataDirectory take(Path path) {
        try {
            if (!Files.isDirectory(path)) {
                makeParents(path);
                Files.createDirectory(
                        path, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            }
            return lock(path);
        } catch (IOException e) {
            throw refused(path, "cannot be written: " + reason(e), e);
        }
    }

    /// Lets others take it.
    void release() {
        try {
            lock.acquiredBy().close();
        } catch (IOException _) {
            // The end of the process gives it back as well.
        }
    }

    private static void makeParents(Path path) throws IOException {
        if (path.getParent() != null) {
            Files.createDirectories(path.getParent());
        }
    }

    private static DataDirectory lock(Path path) throws IOException {
        FileChannel channel =
                FileChannel.open(path.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            FileLock lock = channel.tryLock();
            if (lock != null) {
                return new DataDirectory(path, lock);
            }
        } catch (OverlappingFileLockException _) {
            // another server in this process
        }
        channel.close();
        throw refused(path, "is in use by another Berth; end that one, or choose another directory with --data", null);
    }

    private static String reason(IOException e) {
        return switch (e) {
            case AccessDeniedException denied -> "no permission for " + denied.getFile();
            case FileAlreadyExistsException exists -> exists.getFile() + " is a file";
            case FileSystemException other when other.getReason() != null -> other.getReason();
            default -> String.valueOf(e.getMessage());
        };
    }

    private static StartFailed refused(Path path, String why, @Nullable Throwable cause) {
        return StartFailed.unavailable("The data directory " + path + " " + why + ".", cause);
    }
}
