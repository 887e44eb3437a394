package dev.berth.storage;

import dev.berth.protocol.FileFacts;
import dev.berth.protocol.FtpPath;
import io.vertx.core.Future;

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

    /// Makes a directory; its parent must be there.
    Future<Void> makeDirectory(FtpPath path);

    /// Removes an empty directory.
    Future<Void> removeDirectory(FtpPath path);

    /// Removes a file or a link (never what it leads to).
    Future<Void> delete(FtpPath path);

    /// Renames atomically. A file at `to` is replaced if `overwrite`; else
    /// [StorageException.Reason#ALREADY_EXISTS]. A directory is never replaced.
    Future<Void> rename(FtpPath from, FtpPath to, boolean overwrite);

    /// Gives the handles back. Open files and uploads stay usable until they are closed themselves.
    Future<Void> close();
}
