package dev.berth.storage.local;

import dev.berth.config.StorageConfig;
import dev.berth.protocol.FtpPath;
import dev.berth.storage.Extent;
import dev.berth.storage.StorageException;
import dev.berth.storage.StorageException.Reason;
import dev.berth.storage.WriteMode;
import java.time.InstantSource;

/// Opens files for writing.
final class Uploads {

    private static final int WRITE = Posix.O_WRONLY | Tree.CAREFULLY;
    private static final int CREATE = WRITE | Posix.O_CREAT | Posix.O_EXCL | Posix.O_NOFOLLOW;

    private final StorageConfig config;
    private final SmallFiles small;
    private final DirectorySync syncs;
    private final Janitor janitor;
    private final Claims claims = new Claims();
    private final Renames renames = new Renames(claims);
    private final Replacing replacing = new Replacing();
    private final KeptDirectories kept = new KeptDirectories();

    Uploads(Work work, StorageConfig config, SmallFiles small) {
        this.small = small;
        this.config = config;
        this.syncs = new DirectorySync(work);
        this.janitor = new Janitor(work, InstantSource.system());
    }

    /// Whether data, rename and directory are on the disk before an upload is done.
    boolean isDurable() {
        return config.durability() == StorageConfig.Durability.FSYNC;
    }

    /// Whether what arrived of a new file is kept when its upload breaks.
    boolean keepsPartial() {
        return config.partial() == StorageConfig.Partial.KEEP;
    }

    /// The names that uploads are about to take.
    Replacing replacing() {
        return replacing;
    }

    /// The directories that nobody removes.
    KeptDirectories kept() {
        return kept;
    }

    /// Removes a directory, if no upload keeps it. What has the name stays the same meanwhile.
    ///
    /// @param ifKept what to give if one does
    /// @return 0 or `-errno`
    long removeDirectory(Descriptor parent, String name, Errno ifKept) {
        return renames.alone(parent, name, () -> kept.remove(parent, name, ifKept));
    }

    /// Gives names to files, and takes them away.
    Renames renames() {
        return renames;
    }

    /// Brings directories to the disk.
    DirectorySync syncs() {
        return syncs;
    }

    /// Removes what dead processes left behind.
    Janitor janitor() {
        return janitor;
    }

    /// Opens a file for writing; called on the pool.
    ///
    /// @param work the tenant's
    LocalUpload open(Work work, Tree tree, FtpPath path, WriteMode mode) {
        if (path.isRoot()) {
            throw new StorageException(Reason.IS_A_DIRECTORY, "the root");
        }
        String octets = Names.existing(path.parent());
        String name = Names.creatable(path.name());
        if (!(mode instanceof WriteMode.Replace)) {
            requireQuiet(tree, octets, name);
        }
        Target target = switch (mode) {
            case WriteMode.Replace(boolean overwrite) -> replace(tree, octets, name, overwrite);
            case WriteMode.Append() -> append(tree, octets, name, this::behind);
            case WriteMode.ResumeAt(long offset) ->
                inPlace(
                        reaching(tree, join(octets, name), offset),
                        claim -> new FileOutput(claim.file(), offset),
                        true);
            case WriteMode.Within(Extent piece) -> within(tree, octets, name, piece);
        };
        return work.hold(new LocalUpload(work, target, small));
    }

    /// What is written in place while a whole new content is on its way to the name would be lost with the old one.
    private void requireQuiet(Tree tree, String parent, String name) {
        if (replacing.isEmpty()) {
            return;
        }
        long result = tree.open(parent, Posix.O_PATH | Posix.O_DIRECTORY);
        if (result < 0) {
            return; // What follows fails in the same way, and says why.
        }
        try (Descriptor directory = Descriptor.of(result, "open the parent directory")) {
            if (replacing.contains(new Replacing.Place(Posix.status(directory).key(), name))) {
                throw new StorageException(Reason.BUSY, "another session is storing it");
            }
        }
    }

    /// What a copy is written to; called on a thread for long tasks.
    Target target(Tree tree, FtpPath path, boolean overwrite) {
        if (path.isRoot()) {
            throw new StorageException(Reason.IS_A_DIRECTORY, "the root");
        }
        return replace(tree, Names.existing(path.parent()), Names.creatable(path.name()), overwrite);
    }

    private static String join(String directory, String name) {
        return directory.equals(".") ? name : directory + "/" + name;
    }

    private Target replace(Tree tree, String parent, String name, boolean overwrite) {
        StoringDirectory directory = StoringDirectory.open(tree, parent);
        int wanted;
        try {
            wanted = modeOfReplaced(tree, directory.handle(), parent, name, overwrite);
        } catch (RuntimeException failure) {
            directory.close();
            throw failure;
        }
        NewContent content = new NewContent(this, directory, name, overwrite, tree.modes(), wanted);
        try {
            content.requireFree();
            content.begin();
            return content;
        } catch (RuntimeException failure) {
            content.giveUp(0);
            throw failure;
        }
    }

    /// Whether there is something, and whether it may be replaced.
    ///
    /// @return the permission bits that the new content gets: a script stays executable when its text is replaced
    private int modeOfReplaced(Tree tree, Descriptor directory, String parent, String name, boolean overwrite) {
        long result = Posix.statusAt(directory, name);
        if (Errno.ENOENT.is(result)) {
            return tree.modes().file();
        }
        Errno.check(result, "statx");
        Status there = Posix.lastStatus();
        if (there.isDirectory() || (there.isLink() && leadsToDirectory(tree, join(parent, name)))) {
            throw new StorageException(Reason.IS_A_DIRECTORY, "a directory");
        }
        if (!overwrite) {
            throw new StorageException(Reason.ALREADY_EXISTS, "there is a file");
        }
        return there.isFile() ? there.permissions() & 0777 : tree.modes().file();
    }

    private static boolean leadsToDirectory(Tree tree, String octets) {
        long result = tree.open(octets, Posix.O_PATH | Posix.O_DIRECTORY);
        if (result < 0) {
            return false;
        }
        Descriptor.of(result, "open").close();
        return true;
    }

    /// From its beginning on a file may be missing, as one of which everything is still to come.
    private Target within(Tree tree, String parent, String name, Extent piece) {
        Begin begin = claim -> new FileOutput(claim.file(), piece.start(), piece.end());
        return piece.start() == 0
                ? append(tree, parent, name, begin)
                : inPlace(reaching(tree, join(parent, name), piece.start()), begin, false);
    }

    private FileOutput behind(Claim claim) {
        return new FileOutput(claim.file(), size(claim));
    }

    /// Where writing in place begins, and where it ends.
    @FunctionalInterface
    private interface Begin {
        FileOutput at(Claim claim);
    }

    private Target append(Tree tree, String parent, String name, Begin begin) {
        String octets = join(parent, name);
        long result = tree.open(octets, WRITE);
        if (Errno.ENOENT.is(result)) {
            StoringDirectory directory = StoringDirectory.open(tree, parent);
            try {
                long created = Posix.openAt(
                        directory.handle(), name, CREATE, tree.modes().file(), Posix.BENEATH);
                if (created >= 0) {
                    return made(tree.modes(), Descriptor.of(created, "make a file"), directory, name, begin);
                }
                if (!Errno.EEXIST.is(created)) {
                    throw Errno.failure(created, "make a file");
                }
                directory.close();
            } catch (RuntimeException failure) {
                directory.close();
                throw failure;
            }
            // Somebody else made it just now; or it is a link that leads nowhere, which stays NOT_FOUND.
            result = tree.open(octets, WRITE);
        }
        return inPlace(claim(Descriptor.of(result, "open")), begin, false);
    }

    private Target made(Modes modes, Descriptor file, StoringDirectory directory, String name, Begin begin) {
        Claim claim = claimNew(file);
        InPlace target = new InPlace(this, claim, begin.at(claim), false, 0, new InPlace.Made(directory, name));
        try {
            modes.applyToFile(file, modes.file());
            return target;
        } catch (RuntimeException failure) {
            target.giveUp(0);
            throw failure;
        }
    }

    private Claim reaching(Tree tree, String octets, long offset) {
        Claim claim = claim(Descriptor.of(tree.open(octets, WRITE), "open"));
        if (offset > size(claim)) {
            claim.close();
            throw new StorageException(Reason.BEYOND_END, "the restart point is beyond the end");
        }
        return claim;
    }

    private InPlace inPlace(Claim claim, Begin begin, boolean cuts) {
        return new InPlace(this, claim, begin.at(claim), cuts, size(claim), null);
    }

    private static long size(Claim claim) {
        try {
            return Posix.status(claim.file()).size();
        } catch (RuntimeException failure) {
            claim.close();
            throw failure;
        }
    }

    /// Takes a file that was made just now, and over.
    Claim claimNew(Descriptor made) {
        return Claim.ofNew(made, claims);
    }

    private Claim claim(Descriptor file) {
        return Claim.of(file, claims);
    }
}
