package dev.berth.storage.local;

import dev.berth.protocol.FtpPath;
import dev.berth.storage.Growth;
import dev.berth.storage.LongTask;
import dev.berth.storage.StorageException;
import dev.berth.storage.StorageException.Reason;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Copies files and trees within a view, by `copy_file_range(2)` where the file system can. Everything but
/// [Target#publish] runs on a thread for long tasks. Copies have the permission bits of new files.
final class Copies {

    /// How much is copied between two looks at the task.
    private static final long PIECE = 8 << 20;

    private static final int CREATE = Posix.O_WRONLY | Posix.O_CREAT | Posix.O_EXCL | Posix.O_NOFOLLOW;

    private final Uploads uploads;
    private final Modes modes;

    Copies(Uploads uploads, Modes modes) {
        this.uploads = uploads;
        this.modes = modes;
    }

    /// Writes the contents of files, one behind the other, to what will be published as one file.
    ///
    /// @param freed which of them make room, since they will be removed
    /// @return to be published; when this fails, nothing is left behind
    Target join(Tree tree, List<FtpPath> parts, List<FtpPath> freed, FtpPath to, boolean overwrite, LongTask task) {
        Target target = uploads.target(tree, to, overwrite);
        try {
            Growth most = task.room().plus(freed(tree, freed, to));
            target.boundBy(() -> most);
            Growth whole = most.plus(target.replaces());
            for (FtpPath part : parts) {
                try (Descriptor source = tree.file(Names.existing(part), Posix.O_RDONLY)) {
                    copy(source, target.output(), whole, task);
                }
            }
            return target;
        } catch (RuntimeException failure) {
            target.giveUp(0);
            throw failure;
        }
    }

    /// Each file once, however many names of it are given.
    ///
    /// @throws StorageException DENIED when one is the file that is made, by another name
    private static Growth freed(Tree tree, List<FtpPath> paths, FtpPath to) {
        Set<FileKey> seen = new HashSet<>();
        Optional<FileKey> whole = there(tree, to).map(Status::key);
        Growth freed = Growth.NONE;
        for (FtpPath path : paths) {
            Status part =
                    there(tree, path).orElseThrow(() -> new StorageException(Reason.NOT_FOUND, "a part is missing"));
            if (whole.filter(part.key()::equals).isPresent()) {
                throw new StorageException(Reason.DENIED, "a part is the whole");
            }
            if (part.isFile() && seen.add(part.key())) {
                freed = freed.plus(new Growth(part.size(), 1));
            }
        }
        return freed;
    }

    private static Optional<Status> there(Tree tree, FtpPath path) {
        LocalFiles.refuseRoot(path, Reason.IS_A_DIRECTORY);
        try (Tree.Place place = tree.place(path)) {
            return Posix.statusAt(place.directory(), place.name()) == 0
                    ? Optional.of(Posix.lastStatus())
                    : Optional.empty();
        }
    }

    /// @param most what may become of the new file
    private static void copy(Descriptor source, FileOutput output, Growth most, LongTask task) {
        long at = 0;
        long count;
        do {
            count = output.copyFrom(source, at, PIECE);
            at += count;
            task.did(count);
            if (!new Growth(output.position(), 1).fitsInto(most)) {
                throw new StorageException(
                        Reason.QUOTA_REACHED,
                        "The storage quota is reached: what was to be copied has grown meanwhile");
            }
        } while (count > 0);
    }

    /// Copies a directory and everything below it to a name that nothing has. Links are copied as links where they
    /// are relative, and left out where they are not, as pipes and devices are.
    void tree(Tree tree, FtpPath from, FtpPath to, LongTask task) {
        Names.creatable(to.name());
        long opened = tree.open(Names.existing(from), Posix.O_RDONLY | Posix.O_DIRECTORY);
        try (Descriptor source = Descriptor.of(opened, "open the directory");
                Tree.Place target = tree.place(to)) {
            make(target.directory(), target.name());
            try {
                below(source, target, task);
            } catch (RuntimeException failure) {
                // What is half there would be taken for the whole.
                LongTask undoing = new LongTask();
                try {
                    Trees.remove(target, uploads, undoing);
                } finally {
                    task.grew(undoing.growth());
                }
                throw failure;
            }
        }
    }

    private void below(Descriptor source, Tree.Place target, LongTask task) {
        ArrayDeque<Descriptor> open = new ArrayDeque<>();
        open.push(directory(target.directory(), target.name()));
        FileKey copy = Posix.status(open.element()).key();
        try {
            Walk.through(source, task, new Walk.Visitor() {
                @Override
                public void entry(Descriptor from, String name, Status status) {
                    if (!Names.isTemporary(name)) {
                        copyEntry(from, name, status, open.element(), task);
                    }
                }

                @Override
                public void enter(Descriptor parent, String name, Status status) {
                    if (status.key().equals(copy)) {
                        throw intoItself();
                    }
                    make(open.element(), name);
                    open.push(directory(open.element(), name));
                }

                @Override
                public void leave(Descriptor parent, String name) {
                    open.pop().close();
                }
            });
            if (uploads.isDurable()) {
                Errno.check(Posix.synchroniseFileSystem(open.element()), "syncfs");
            }
        } finally {
            open.forEach(Descriptor::close);
        }
    }

    private void copyEntry(Descriptor from, String name, Status status, Descriptor to, LongTask task) {
        if (status.isLink()) {
            copyLink(from, name, to);
        } else if (status.isFile()) {
            int flags = Posix.O_RDONLY | Posix.O_NOFOLLOW | Tree.CAREFULLY;
            try (Descriptor source = Descriptor.of(Posix.openAt(from, name, flags, 0, Posix.BENEATH), "open");
                    Claim made = uploads.claimNew(Descriptor.of(
                            Posix.openAt(to, name, CREATE, modes.file(), Posix.BENEATH), "make a file"))) {
                FileOutput output = new FileOutput(made.file(), 0);
                try {
                    Tree.requireFile(Posix.status(source));
                    modes.applyToFile(made.file(), modes.file());
                    copy(source, output, task.room(), task);
                } finally {
                    task.grew(new Growth(made.booked(output.position()), 1));
                }
            }
        }
    }

    private static void copyLink(Descriptor from, String name, Descriptor to) {
        String target = Inodes.linkTarget(from, name);
        if (!target.startsWith("/") && !List.of(target.split("/", -1)).contains("..")) {
            Errno.check(Inodes.symlink(target, to, name), "symlink");
        }
    }

    private void make(Descriptor parent, String name) {
        Errno.check(Posix.makeDirectory(parent, name, modes.directory()), "mkdir");
        modes.applyToDirectory(parent, name);
    }

    private static Descriptor directory(Descriptor parent, String name) {
        return Descriptor.of(Posix.openAt(parent, name, Tree.LISTED, 0, Posix.BENEATH), "open the directory");
    }

    /// Refuses to copy a directory into itself: that would never end.
    static void refuseIntoItself(FtpPath from, FtpPath to) {
        List<String> names = to.names();
        int depth = from.names().size();
        if (names.size() >= depth && names.subList(0, depth).equals(from.names())) {
            throw intoItself();
        }
    }

    private static StorageException intoItself() {
        return new StorageException(Reason.DENIED, "a directory cannot go into itself");
    }
}
