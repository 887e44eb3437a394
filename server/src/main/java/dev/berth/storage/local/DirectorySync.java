package dev.berth.storage.local;

import dev.berth.storage.StorageException;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// Brings directories to the disk, each by one `fsync` at a time that serves all who asked before it began: a
/// hundred uploads into one directory that end together cost two.
final class DirectorySync {

    /// A directory being synchronised, and those who came since.
    private static final class Line {
        @Nullable
        Group next;
    }

    /// Those who wait for the same `fsync`.
    ///
    /// @param directory the handle of one of them, open until `done`
    private record Group(Descriptor directory, Promise<Void> done) {}

    private final Work work;
    private final ConcurrentHashMap<FileKey, Line> lines = new ConcurrentHashMap<>();

    DirectorySync(Work work) {
        this.work = work;
    }

    /// Synchronises a directory; called on a thread of the pool, which does it at once if nobody else is at it.
    ///
    /// @param key which directory it is
    /// @param directory readable, open until the future completes
    /// @return completes on any thread when all renames in it that are done now are on the disk
    Future<Void> synchronise(FileKey key, Descriptor directory) {
        Group mine = new Group(directory, Promise.promise());
        Group[] joined = new Group[1];
        lines.compute(key, (_, line) -> {
            if (line == null) {
                return new Line();
            }
            if (line.next == null) {
                line.next = mine;
            }
            joined[0] = line.next;
            return line;
        });
        if (joined[0] == null) {
            joined[0] = mine;
            serve(key, mine);
        }
        return joined[0].done().future();
    }

    private void serve(FileKey key, Group group) {
        try {
            long result = Posix.synchronise(group.directory());
            // Some network file systems have nothing to synchronise in a directory, and say so by EINVAL.
            Errno.check(Errno.EINVAL.is(result) ? 0 : result, "fsync of the directory");
            group.done().complete();
        } catch (StorageException failure) {
            group.done().fail(failure);
        } finally {
            goOn(key);
        }
    }

    private void goOn(FileKey key) {
        if (lines.computeIfPresent(key, (_, line) -> line.next == null ? null : line) != null) {
            work.act(() -> serve(key, next(key)))
                    .onFailure(failure -> next(key).done().tryFail(failure));
        }
    }

    private Group next(FileKey key) {
        @Nullable Group[] next = new @Nullable Group[1];
        lines.computeIfPresent(key, (_, line) -> {
            next[0] = line.next;
            line.next = null;
            return line;
        });
        return Objects.requireNonNull(next[0], "a line goes on only while somebody waits");
    }
}
