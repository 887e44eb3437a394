package dev.berth.storage;

import dev.berth.protocol.FileFacts;
import dev.berth.protocol.FtpPath;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;

/// One account's files. [FtpPath#ROOT] is the account's home, and nothing outside it can be reached, by `..`, by
/// symbolic links or by directories that are swapped meanwhile. All futures fail with [StorageException].
public interface Files {

    /// The facts of what is at `path`, links followed where they stay inside.
    Future<FileFacts> facts(FtpPath path);

    /// Opens a directory for listing, sorted by name.
    default Future<Listing> list(FtpPath directory) {
        return list(directory, Order.NAME);
    }

    /// Opens a directory for listing.
    ///
    /// @param order how the entries come, unless they are too many; see [Listing]
    Future<Listing> list(FtpPath directory, Order order);

    /// Opens a regular file for reading. It goes on giving the content it had if the name is replaced meanwhile.
    Future<ReadableFile> read(FtpPath path);

    /// Opens a file for writing; nothing appears or changes at `path` but as [Upload] says.
    Future<Upload> write(FtpPath path, WriteMode mode);

    /// The same, for content whose length is known beforehand.
    ///
    /// @param announced how many octets will be written; 0 if nobody said
    default Future<Upload> write(FtpPath path, WriteMode mode, long announced) {
        return write(path, mode);
    }

    /// Makes a directory; its parent must be there.
    Future<Void> makeDirectory(FtpPath path);

    /// Removes an empty directory.
    Future<Void> removeDirectory(FtpPath path);

    /// Removes a file or a link (never what it leads to).
    Future<Growth> delete(FtpPath path);

    /// Renames atomically. A file at `to` is replaced if `overwrite`; else
    /// [StorageException.Reason#ALREADY_EXISTS]. A directory is never replaced.
    Future<Growth> rename(FtpPath from, FtpPath to, boolean overwrite);

    /// What lies at a path and below: all regular files, links not followed; what unfinished uploads have is not
    /// counted.
    ///
    /// @param task counts what was looked at, and calls it off
    /// @return nothing where there is nothing
    Future<Growth> content(FtpPath path, LongTask task);

    /// The same where nobody calls it off.
    default Future<Growth> content(FtpPath path) {
        return content(path, new LongTask());
    }

    /// Sets the permission bits of a file or directory, links followed where they stay inside.
    ///
    /// @param mode 0 to 0777
    Future<Void> changeMode(FtpPath path, int mode);

    /// Sets the group of a file or directory, links followed where they stay inside. The system lets the server's
    /// own user choose among its groups only.
    ///
    /// @param group its number
    Future<Void> changeGroup(FtpPath path, long group);

    /// Sets when the content of a file or directory changed last, links followed where they stay inside.
    Future<Void> changeModified(FtpPath path, Instant modified);

    /// The room that is left on the file system of a directory.
    Future<Space> space(FtpPath directory);

    /// Hashes a piece of a regular file. What was hashed lately and has not changed is not read again.
    ///
    /// @param task counts octets
    /// @return fails with BEYOND_END when the piece begins behind the end of the file
    Future<FileHash> hash(FtpPath path, HashAlgorithm algorithm, Extent extent, LongTask task);

    /// Adds up the sizes of the regular files in a directory and below, links not followed; of a file, its own.
    ///
    /// @param task counts entries
    Future<Long> sizeOfTree(FtpPath path, LongTask task);

    /// Removes a directory with everything below it; links are removed, not followed. When it fails or is called
    /// off, some of that is gone.
    ///
    /// @param task counts entries
    /// @return fails with BUSY when an upload runs in it
    Future<Void> removeTree(FtpPath path, LongTask task);

    /// Copies a file, or a directory with everything below it. A file is published whole at the end, and replaces
    /// one at `to` if `overwrite`. Nothing may be at the `to` of a directory; when it fails or is called off,
    /// nothing is there afterwards.
    ///
    /// @param task counts octets and entries
    Future<Void> copy(FtpPath from, FtpPath to, boolean overwrite, LongTask task);

    /// Joins files to one and removes them; the new file is published whole at the end. A file that is at `to` comes
    /// first.
    ///
    /// @param task counts octets
    Future<Void> join(List<FtpPath> parts, FtpPath to, LongTask task);

    /// Makes a symbolic link that leads to `target`, which need not be there.
    ///
    /// @param target in the directory of the link or below it, so that the link leads nowhere else when it is moved
    Future<Void> link(FtpPath target, FtpPath at);

    /// Gives the handles back. Open files and uploads stay usable until they are closed themselves.
    Future<Void> close();
}
