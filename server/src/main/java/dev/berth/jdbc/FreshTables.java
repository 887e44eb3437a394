package dev.berth.jdbc;

import com.zaxxer.hikari.HikariDataSource;
import dev.berth.config.DatabaseConfig;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.file.FileSystem;
import io.vertx.core.file.OpenOptions;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/// The file of an embedded database in which every table is made and nothing stands: the distribution brings one, so
/// that a new node copies it instead of running all scripts (decision record 0085). It is made by these scripts, when
/// the distribution is.
public final class FreshTables {

    private static final String RESOURCE = "/db/fresh.mv.db";
    private static final String HISTORY_RESOURCE = "/db/fresh.history";
    private static final String HISTORY_SUFFIX = ".history";
    private static final String SUFFIX = ".mv.db";

    private FreshTables() {}

    /// Makes such a file, and beside it one that says which scripts have run; blocks.
    ///
    /// @param words where, without the suffix `.mv.db`; it must not be there
    /// @throws IOException if it cannot be written
    /// @throws SQLException if it cannot be read
    public static void main(String[] words) throws IOException, SQLException {
        DatabaseUrl url = DatabaseUrl.embedded(Path.of(words[0]));
        try (HikariDataSource made =
                Database.source(url, new DatabaseConfig(Optional.empty(), EmbeddedDatabase.USER, "", 1))) {
            Files.writeString(
                    Path.of(words[0] + HISTORY_SUFFIX), History.of(made).text());
        }
    }

    /// Which scripts have made what the distribution brings; nothing where it brings none. Blocks.
    static Optional<History> history() {
        try (InputStream kept = FreshTables.class.getResourceAsStream(HISTORY_RESOURCE)) {
            return kept == null
                    ? Optional.empty()
                    : Optional.of(History.parse(new String(kept.readAllBytes(), StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Copies what the distribution brings to where nothing is yet, as a whole or not at all.
    ///
    /// @param database its file without the suffix
    /// @return fails if it cannot be written; where the distribution brings none, the scripts make the tables later
    static Future<Void> begin(Vertx vertx, Path database) {
        FileSystem files = vertx.fileSystem();
        String file = database + SUFFIX;
        return files.exists(file)
                .compose(there -> there ? Future.succeededFuture(Buffer.buffer()) : read(vertx))
                .compose(made -> made.length() == 0 ? Future.succeededFuture() : write(files, made, file));
    }

    private static Future<Buffer> read(Vertx vertx) {
        return vertx.executeBlocking(FreshTables::brought, false).map(Objects::requireNonNull);
    }

    private static Buffer brought() throws IOException {
        try (InputStream made = FreshTables.class.getResourceAsStream(RESOURCE)) {
            return made == null ? Buffer.buffer() : Buffer.buffer(made.readAllBytes());
        }
    }

    /// On the disk before it has its name: a database that is half there would be taken for a broken one. A name
    /// that is taken, if only by a link to what is not mounted at the moment, is left to who has it; and where a
    /// file cannot have two names, the scripts make the tables.
    static Future<Void> write(FileSystem files, Buffer made, String file) {
        String part = file + "." + UUID.randomUUID() + ".part";
        return files.open(part, new OpenOptions().setCreateNew(true))
                .compose(open -> open.write(made).compose(_ -> open.flush()).eventually(open::close))
                .compose(_ -> files.link(file, part).otherwiseEmpty())
                .eventually(() -> files.delete(part).otherwiseEmpty());
    }
}
