package dev.berth.storage.local;

import dev.berth.storage.StorageException;
import dev.berth.storage.StorageException.Reason;

/// A file open for writing in place, that nobody else in this process writes in place.
///
/// @param file the file
/// @param key which one it is
/// @param claims where it is marked as taken until it is closed
record Claim(Descriptor file, FileKey key, Claims claims) implements AutoCloseable {

    /// Takes a file for one writer, and over.
    ///
    /// @throws StorageException BUSY when another has it, or takes its name away; REPLACED when it has no name any
    ///     more
    static Claim of(Descriptor file, Claims claims) {
        try {
            FileKey key = Tree.requireFile(Posix.status(file)).key();
            if (!claims.take(key)) {
                throw new StorageException(Reason.BUSY, "another session is writing it");
            }
            Claim claim = new Claim(file, key, claims);
            claim.requireName();
            return claim;
        } catch (RuntimeException refused) {
            file.close();
            throw refused;
        }
    }

    /// Takes a file that was made just now, and over.
    static Claim ofNew(Descriptor made, Claims claims) {
        try {
            FileKey key = Posix.status(made).key();
            claims.takeNew(key);
            return new Claim(made, key, claims);
        } catch (RuntimeException failure) {
            made.close();
            throw failure;
        }
    }

    /// Between opening and taking it may have been removed, and booked; who removes it later knows of its writer.
    private void requireName() {
        if (Posix.status(file).links() == 0) {
            claims.give(key);
            throw new StorageException(Reason.REPLACED, "it has no name any more");
        }
    }

    /// The size with which it stands in the books from now on.
    long booked(long size) {
        return claims.booked(key, size);
    }

    @Override
    public void close() {
        // The mark goes first: a number may be given again to the same key only by an open that follows the close.
        claims.give(key);
        file.close();
    }
}
