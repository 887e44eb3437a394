package dev.berth.storage;

import dev.berth.protocol.FileFacts;
import dev.berth.protocol.FtpPath;
import io.vertx.core.Future;
import java.time.Instant;

/// One account's files. [FtpPath#ROOT] is the account's home, and nothing outside it can be reached, by `..`, by
/// symbolic links or by directories that are swapped meanwhile. All futures fail with [StorageException].
public interface Files {

    /// The facts of what is at `path`, links followed where they stay inside.
    Future<FileFacts> facts(FtpPath path);

    /// Opens a directory for listing.
    Future<Listing> list(FtpPath directory);

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

    /// Sets the permission bits of a file or directory, links followed where they stay inside.
    ///
    /// @param mode 0 to 0777
    Future<Void> changeMode(FtpPath path, int mode);

    /// Sets when the content of a file or directory changed last, links followed where they stay inside.
    Future<Void> changeModified(FtpPath path, Instant modified);

    /// Gives the handles back. Open files and uploads stay usable until they are closed themselves.
    Future<Void> close();
}
