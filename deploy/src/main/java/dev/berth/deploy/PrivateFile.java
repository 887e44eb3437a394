package dev.berth.deploy;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.file.CopyOptions;
import io.vertx.core.file.FileSystem;
import java.nio.file.Path;

/// A small file that only its owner may read, and that is there whole or not at all.
///
/// @param files the file system
/// @param path where it is
record PrivateFile(FileSystem files, Path path) {

    /// Whether it is there.
    Future<Boolean> exists() {
        return files.exists(path.toString());
    }

    /// Its content.
    Future<String> read() {
        return files.readFile(path.toString()).map(Buffer::toString);
    }

    /// Writes it anew.
    Future<Void> write(String content) {
        String fresh = path + ".writing";
        return files.exists(fresh)
                .compose(there -> there ? files.delete(fresh) : Future.succeededFuture())
                .compose(_ -> files.createFile(fresh, "rw-------"))
                .compose(_ -> files.writeFile(fresh, Buffer.buffer(content)))
                .compose(_ -> files.move(fresh, path.toString(), replacing()));
    }

    /// Removes it, if it is there.
    Future<Void> delete() {
        return exists().compose(there -> there ? files.delete(path.toString()) : Future.succeededFuture());
    }

    /// Gives it another name in the same directory.
    Future<Void> rename(PrivateFile to) {
        return files.move(path.toString(), to.path.toString(), replacing());
    }

    private static CopyOptions replacing() {
        return new CopyOptions().setReplaceExisting(true).setAtomicMove(true);
    }
}
