package dev.berth.storage.local;

import dev.berth.protocol.FtpPath;
import dev.berth.storage.Extent;
import dev.berth.storage.FileHash;
import dev.berth.storage.HashAlgorithm;
import dev.berth.storage.LongTask;
import dev.berth.storage.StorageException;
import dev.berth.storage.StorageException.Reason;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.zip.CRC32;

/// Hashes files, and remembers the hashes of those that have not changed since.
final class Hashes {

    /// What was hashed. The time of the last change of the inode is part of it: unlike that of the content, nobody
    /// can set it.
    private record Key(FileKey file, long size, long changed, HashAlgorithm algorithm, Extent extent) {}

    private static final int REMEMBERED = 10_000;

    /// A file that changes again within the tick of the file system's clock has the same time.
    private static final long TICK_NANOS = TimeUnit.SECONDS.toNanos(2);

    private final ConcurrentHashMap<Key, String> remembered = new ConcurrentHashMap<>();
    private final InstantSource clock;

    /// @param clock of the system that the file systems' times come from
    Hashes(InstantSource clock) {
        this.clock = clock;
    }

    /// Hashes a piece of a file; called on a thread for long tasks.
    FileHash of(Tree tree, FtpPath path, HashAlgorithm algorithm, Extent extent, LongTask task) {
        try (Descriptor file = tree.file(Names.existing(path), Posix.O_RDONLY)) {
            Status status = Posix.status(file);
            if (extent.start() > status.size()) {
                throw new StorageException(Reason.BEYOND_END, "the piece begins behind the end");
            }
            Extent piece = extent.within(status.size());
            Key key = new Key(status.key(), status.size(), status.changed(), algorithm, piece);
            String known = remembered.get(key);
            if (known != null) {
                return new FileHash(known, piece);
            }
            String hash = read(file, piece, algorithm, task);
            if (isOld(status) && Posix.status(file).changed() == status.changed()) {
                remember(key, hash);
            }
            return new FileHash(hash, piece);
        }
    }

    private boolean isOld(Status status) {
        return TimeUnit.MILLISECONDS.toNanos(clock.millis()) - status.changed() > TICK_NANOS;
    }

    private void remember(Key key, String hash) {
        if (remembered.size() >= REMEMBERED) {
            remembered.clear();
        }
        remembered.put(key, hash);
    }

    private static String read(Descriptor file, Extent piece, HashAlgorithm algorithm, LongTask task) {
        if (algorithm == HashAlgorithm.CRC32) {
            CRC32 sum = new CRC32();
            return feed(file, piece, sum::update, task, () -> HexFormat.of().toHexDigits((int) sum.getValue()));
        }
        try {
            MessageDigest digest = MessageDigest.getInstance(algorithm.wireName());
            return feed(file, piece, digest::update, task, () -> HexFormat.of().formatHex(digest.digest()));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has " + algorithm.wireName(), e);
        }
    }

    private static String feed(
            Descriptor file, Extent piece, Consumer<ByteBuffer> sum, LongTask task, Supplier<String> result) {
        Scratch scratch = Scratch.mine();
        ByteBuffer block = scratch.block.asByteBuffer();
        long at = piece.start();
        while (at < piece.end()) {
            long wanted = Math.min(Scratch.BLOCK, piece.end() - at);
            int count = (int) Errno.check(Posix.read(file, scratch.block.address(), wanted, at), "read");
            if (count == 0) {
                throw new StorageException(Reason.BUSY, "the file got shorter while it was hashed");
            }
            sum.accept(block.clear().limit(count));
            at += count;
            task.did(count);
        }
        return result.get();
    }
}
