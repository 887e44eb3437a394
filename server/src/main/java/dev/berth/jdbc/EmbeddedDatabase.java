package dev.berth.jdbc;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;

/// The H2 database that a node keeps when nothing is configured. What protects it is its directory, which nobody but
/// the owner of the process may enter: whoever can read the file has what is in it, whatever password H2 asks for
/// (decision record 0011).
final class EmbeddedDatabase {

    /// The only user, without a password.
    static final String USER = "berth";

    private static final String OWNER_ONLY = "rwx------";

    private EmbeddedDatabase() {}

    /// Makes the directory, with a database to begin with, or closes an existing one to others.
    ///
    /// @param data `node.data`
    /// @return where the database is; fails with [DatabaseUnavailable] if the directory cannot be made or written
    static Future<DatabaseUrl> prepare(Vertx vertx, Path data) {
        Path directory = data.resolve("database").toAbsolutePath().normalize();
        return vertx.fileSystem()
                .mkdirs(directory.toString())
                .compose(_ -> vertx.fileSystem().chmod(directory.toString(), OWNER_ONLY))
                .map(_ -> DatabaseUrl.embedded(directory.resolve("berth")))
                .compose(url ->
                        FreshTables.begin(vertx, directory.resolve("berth")).map(url))
                .recover(failure -> Future.failedFuture(explain(data, directory, failure)));
    }

    private static DatabaseUnavailable explain(Path data, Path directory, Throwable failure) {
        if (failure instanceof DatabaseUnavailable told) {
            return told;
        }
        String setting = "node.data = " + data + ": ";
        return switch (failure.getCause()) {
            case FileAlreadyExistsException e ->
                new DatabaseUnavailable(setting + e.getFile() + " is not a directory", failure);
            case AccessDeniedException e ->
                new DatabaseUnavailable(setting + "no permission to write " + e.getFile(), failure);
            case FileSystemException e
            when e.getReason() != null ->
                new DatabaseUnavailable(setting + e.getFile() + " cannot be used: " + e.getReason(), failure);
            case null, default ->
                new DatabaseUnavailable(setting + directory + " cannot be used: " + failure.getMessage(), failure);
        };
    }
}
