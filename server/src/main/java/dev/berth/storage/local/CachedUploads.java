package dev.berth.storage.local;

import dev.berth.protocol.FtpPath;
import dev.berth.storage.Upload;
import dev.berth.storage.WriteMode;
import java.util.Optional;

/// Opens uploads of new content on the calling thread, which may be an event loop, where the kernel has in its caches
/// all that they could be refused for. The file is made by the first visit to the storage's threads, which for a small
/// one is the only visit.
final class CachedUploads {

    /// That it must be looked at in the usual way, which also tells what is wrong.
    private static final int UNKNOWN = -1;

    private final Patience patience = new Patience();
    private final Uploads uploads;
    private final SmallFiles small;

    CachedUploads(Uploads uploads, SmallFiles small) {
        this.uploads = uploads;
        this.small = small;
    }

    /// Opens one.
    ///
    /// @param work the tenant's
    /// @param where what the tree lies on
    /// @return empty if it must be opened in the usual way
    Optional<Upload> open(Work work, Tree tree, FileSystem where, FtpPath path, WriteMode mode) {
        return mode instanceof WriteMode.Replace(boolean overwrite) && !path.isRoot() && where != FileSystem.OTHER
                ? patience.attempt(() -> cached(work, tree, where, path, overwrite))
                : Optional.empty();
    }

    private Optional<Upload> cached(Work work, Tree tree, FileSystem where, FtpPath path, boolean overwrite) {
        String name = Names.creatable(path.name());
        StoringDirectory directory = StoringDirectory.openCached(tree, Names.existing(path.parent()));
        return content(tree, where, directory, name, overwrite)
                .map(content -> work.hold(new LocalUpload(work, content, small, here(where))));
    }

    /// What is only in memory is written and published here as well.
    private Optional<Patience> here(FileSystem where) {
        return where == FileSystem.MEMORY && !uploads.isDurable() ? Optional.of(patience) : Optional.empty();
    }

    private Optional<NewContent> content(
            Tree tree, FileSystem where, StoringDirectory directory, String name, boolean overwrite) {
        int wanted = UNKNOWN;
        try {
            wanted = mayMakeIn(directory) ? modeOfReplaced(tree, where, directory, name, overwrite) : UNKNOWN;
        } finally {
            if (wanted == UNKNOWN) {
                directory.close();
            }
        }
        return wanted == UNKNOWN
                ? Optional.empty()
                : entered(new NewContent(uploads, directory, name, overwrite, tree.modes(), wanted));
    }

    private static boolean mayMakeIn(StoringDirectory directory) {
        return Inodes.mayMakeIn(directory.handle()) == 0 && !Inodes.isFull(directory.handle());
    }

    private static Optional<NewContent> entered(NewContent content) {
        boolean done = false;
        try {
            done = content.isFree() && content.keepDirectory();
        } finally {
            if (!done) {
                content.giveUp(0);
            }
        }
        return done ? Optional.of(content) : Optional.empty();
    }

    /// As for [Uploads], if that needs no waiting. What is only in memory is found without.
    private static int modeOfReplaced(
            Tree tree, FileSystem where, StoringDirectory directory, String name, boolean overwrite) {
        int resolve = where == FileSystem.MEMORY ? Posix.BENEATH_HERE : Posix.BENEATH_CACHED;
        long result = Posix.openAt(directory.handle(), name, Posix.O_PATH | Posix.O_NOFOLLOW, 0, resolve);
        if (result < 0) {
            return Errno.ENOENT.is(result) ? tree.modes().file() : UNKNOWN;
        }
        try (Descriptor file = Descriptor.of(result, "look at a file")) {
            Status there = Posix.status(file);
            return overwrite && there.isFile() ? there.permissions() & 0777 : UNKNOWN;
        }
    }
}
