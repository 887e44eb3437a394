package dev.berth.jdbc;

import static dev.berth.storage.Awaiting.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// How the file of a new database gets its name.
class FreshTablesTest {

    @TempDir
    Path directory;

    private final Vertx vertx = Vertx.vertx();

    @AfterEach
    void close() {
        await(vertx.close());
    }

    @Test
    void it_lies_there_alone() throws IOException {
        write();

        assertThat(names()).containsExactly("berth.mv.db");
        assertThat(file()).hasContent("fresh");
    }

    @Test
    void what_another_process_has_made_meanwhile_stays() throws IOException {
        Files.writeString(file(), "another's");

        write();

        assertThat(names()).containsExactly("berth.mv.db");
        assertThat(file()).hasContent("another's");
    }

    @Test
    void a_link_to_what_is_not_there_at_the_moment_stays() throws IOException {
        Files.createSymbolicLink(file(), directory.resolve("unmounted/berth.mv.db"));

        write();

        assertThat(names()).containsExactly("berth.mv.db");
        assertThat(Files.exists(file(), LinkOption.NOFOLLOW_LINKS)).isTrue();
        assertThat(file()).isSymbolicLink();
    }

    private void write() {
        await(FreshTables.write(vertx.fileSystem(), Buffer.buffer("fresh"), file().toString()));
    }

    private Path file() {
        return directory.resolve("berth.mv.db");
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(path -> path.getFileName().toString()).toList();
        }
    }
}
