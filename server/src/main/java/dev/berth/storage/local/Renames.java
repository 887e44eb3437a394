package dev.berth.storage.local;

import dev.berth.storage.Growth;
import dev.berth.storage.StorageException;
import dev.berth.storage.StorageException.Reason;
import java.util.Comparator;
import java.util.function.Supplier;

/// Renaming that replaces only what it may, and removing; both tell what became less by it.
final class Renames {

    /// For the client whose upload was let in because it would replace something.
    private static final String GONE =
            "The storage quota is reached: what this was to replace has gone or become smaller meanwhile";

    /// In which two names are locked, so that of two renames that cross each other neither waits for the other.
    private static final Comparator<Replacing.Place> ORDER = Comparator.comparingLong(
                    (Replacing.Place place) -> place.directory().device())
            .thenComparingLong(place -> place.directory().inode())
            .thenComparing(Replacing.Place::name);

    private final Claims claims;
    private final NameLocks names = new NameLocks();

    /// @param claims what is written in place meanwhile
    Renames(Claims claims) {
        this.claims = claims;
    }

    /// Whether nothing is done to a name at this moment.
    boolean isFree(Replacing.Place place) {
        return names.isFree(place);
    }

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

    /// Gives a new name to a file and takes that name from what has it, which is removed.
    ///
    /// @param coming what the file has that gets the name
    /// @param most by how much the files may grow
    /// @return by how much they have grown: what comes, less the file that was there
    /// @throws StorageException when nothing was done; QUOTA_REACHED when they would have grown by more
    Growth replace(StoringDirectory directory, String name, String newName, Growth coming, Growth most) {
        return names.alone(new Replacing.Place(directory.key(), newName), () -> {
            if (!coming.fitsInto(most)) {
                requireRoom(coming.minus(at(directory.handle(), newName)), most);
            }
            return coming.plus(replace(directory.handle(), name, newName));
        });
    }

    /// @throws StorageException QUOTA_REACHED when files would grow by more than they may
    static void requireRoom(Growth growth, Growth most) {
        if (!growth.fitsInto(most)) {
            throw new StorageException(Reason.QUOTA_REACHED, GONE);
        }
    }

    /// What would be free if a name were taken from what has it: a regular file's; a link has nothing of its own.
    static Growth at(Descriptor directory, String name) {
        return Posix.statusAt(directory, name) == 0 && Posix.lastStatus().isFile()
                ? new Growth(Posix.lastStatus().size(), 1)
                : Growth.NONE;
    }

    /// By an exchange of the two names, so that of several nodes that do this at the same time each knows
    /// exactly what it has replaced.
    private Growth replace(Descriptor directory, String name, String newName) {
        long result = withoutReplacing(directory, name, directory, newName);
        if (Errno.EEXIST.is(result)) {
            result = Posix.rename(directory, name, directory, newName, Posix.EXCHANGE);
            if (result == 0) {
                Claims.Removal removal = claims.removing(directory, name);
                long removed = Posix.unlink(directory, name, 0);
                if (removed < 0) {
                    // A directory was made under that name just now: it gets the name back.
                    Errno.check(Posix.rename(directory, name, directory, newName, Posix.EXCHANGE), "give a name back");
                }
                return done(removal, removed, "remove what was replaced");
            }
            if (Errno.ENOENT.is(result) || Errno.EINVAL.is(result)) {
                // It is gone meanwhile, or the file system (NFS, for one) does not know the flag.
                Claims.Removal removal = claims.removing(directory, newName);
                return done(removal, Posix.rename(directory, name, directory, newName, 0), "publish by rename");
            }
        }
        Errno.check(result, "publish by rename");
        return Growth.NONE;
    }

    /// Does what makes a new entry, where there are not too many yet; one at a time for each directory. Where something
    /// has the name already nothing is counted.
    ///
    /// @param most how many entries it may have; [Long#MAX_VALUE] for no bound
    /// @param act may take names, but wait for no other directory
    /// @throws StorageException QUOTA_REACHED when there are as many, and nothing was done
    <T> T among(StoringDirectory directory, String name, long most, Supplier<T> act) {
        if (most == Long.MAX_VALUE) {
            return act.get();
        }
        // No file has the name ".".
        return names.alone(new Replacing.Place(directory.key(), "."), () -> {
            if (Posix.statusAt(directory.handle(), name) != 0 && directory.count(most) >= most) {
                throw new StorageException(Reason.QUOTA_REACHED, "A directory may have at most " + most + " entries");
            }
            return act.get();
        });
    }

    /// Removes what is no directory.
    ///
    /// @return what it had, taken off
    Growth unlink(Descriptor directory, String name) {
        return alone(directory, name, () -> {
            // What gets the name only now must stay, for nothing would be taken off for it.
            Errno.check(Posix.statusAt(directory, name), "unlink");
            Claims.Removal removal = claims.removing(directory, name);
            return done(removal, Posix.unlink(directory, name, 0), "unlink");
        });
    }

    /// The same, where somebody else may have removed it.
    Growth unlinkIfThere(Descriptor directory, String name) {
        return alone(directory, name, () -> {
            if (Errno.ENOENT.is(Posix.statusAt(directory, name))) {
                return Growth.NONE;
            }
            Claims.Removal removal = claims.removing(directory, name);
            long result = Posix.unlink(directory, name, 0);
            if (Errno.ENOENT.is(result)) {
                claims.ended(removal, false);
                return Growth.NONE;
            }
            return done(removal, result, "unlink");
        });
    }

    /// Does something while no client gives this name to anything, or takes it away, by renaming and removing.
    <T> T alone(Descriptor directory, String name, Supplier<T> act) {
        return names.alone(place(directory, name), act);
    }

    private static Replacing.Place place(Descriptor directory, String name) {
        return new Replacing.Place(Posix.status(directory).key(), name);
    }

    private Growth done(Claims.Removal removal, long result, String action) {
        claims.ended(removal, result >= 0);
        Errno.check(result, action);
        return removal.growth();
    }

    /// Renames for a client. What an upload is replacing cannot be renamed away, since both names are locked. Where
    /// both names are of one file nothing is done, as `rename(2)` does nothing.
    ///
    /// @param overwrite whether a file that has the new name is replaced by a file
    /// @return what the file that was replaced had, taken off
    /// @throws StorageException ALREADY_EXISTS when something may not be replaced, UNSUPPORTED between file systems
    Growth rename(Tree.Place from, Tree.Place to, boolean overwrite) {
        Replacing.Place old = place(from.directory(), from.name());
        Replacing.Place fresh = place(to.directory(), to.name());
        boolean oldFirst = ORDER.compare(old, fresh) <= 0;
        return names.alone(
                oldFirst ? old : fresh, () -> names.alone(oldFirst ? fresh : old, () -> renamed(from, to, overwrite)));
    }

    private Growth renamed(Tree.Place from, Tree.Place to, boolean overwrite) {
        long result = withoutReplacing(from.directory(), from.name(), to.directory(), to.name());
        if (Errno.EEXIST.is(result)
                && overwrite
                && !isDirectory(from.directory(), from.name())
                && !isDirectory(to.directory(), to.name())) {
            if (isSame(from, to)) {
                return Growth.NONE;
            }
            Claims.Removal removal = claims.removing(to.directory(), to.name());
            return done(
                    removal, Posix.rename(from.directory(), from.name(), to.directory(), to.name(), 0), "rename over");
        }
        if (Errno.EINVAL.is(result)) {
            throw new StorageException(Reason.DENIED, "a directory cannot go into itself");
        }
        if (Errno.EXDEV.is(result)) {
            throw new StorageException(Reason.UNSUPPORTED, "a rename between file systems");
        }
        Errno.check(result, "rename");
        return Growth.NONE;
    }

    private static boolean isSame(Tree.Place one, Tree.Place other) {
        if (Posix.statusAt(one.directory(), one.name()) != 0) {
            return false;
        }
        FileKey key = Posix.lastStatus().key();
        return Posix.statusAt(other.directory(), other.name()) == 0
                && Posix.lastStatus().key().equals(key);
    }

    private static boolean isDirectory(Descriptor directory, String name) {
        return Posix.statusAt(directory, name) == 0 && Posix.lastStatus().isDirectory();
    }
}
