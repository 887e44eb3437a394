package dev.berth.storage.local;

import static dev.berth.storage.Awaiting.await;
import static dev.berth.storage.Awaiting.reasonOf;
import static dev.berth.storage.StorageContract.octets;
import static dev.berth.storage.StorageContract.path;
import static java.nio.file.Files.createDirectory;
import static java.nio.file.Files.createSymbolicLink;
import static java.nio.file.Files.writeString;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.berth.storage.Growth;
import dev.berth.storage.LongTask;
import dev.berth.storage.StorageException.Reason;
import dev.berth.storage.Upload;
import dev.berth.storage.WriteMode.Append;
import dev.berth.storage.WriteMode.Replace;
import io.vertx.core.Future;
import java.io.IOException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Uploads whose file is made only when there is something to write, or at the end.
class LocalSmallUploadTest {

    @RegisterExtension
    final LocalFixture fixture = new LocalFixture();

    @BeforeEach
    void makeFiles() throws IOException {
        assumeThat(fixture.fileSystem()).isNotEqualTo(FileSystem.OTHER);
        createDirectory(home().resolve("d"));
        writeString(home().resolve("d/a"), "old");
    }

    private Path home() {
        return fixture.home();
    }

    private String[] inside() {
        return home().resolve("d").toFile().list();
    }

    /// Opens without a visit to the storage's threads.
    private Upload opened(String name, boolean overwrite) {
        Future<Upload> opened = fixture.files().write(path(name), new Replace(overwrite));
        assertThat(opened.isComplete()).isTrue();
        return opened.result();
    }

    @Test
    void a_small_one_visits_the_threads_of_the_storage_once() {
        Upload upload = opened("d/a", true);
        assertThat(upload.write(octets("new")).isComplete()).isTrue();
        assertThat(upload.written()).isEqualTo(3);
        assertThat(inside()).containsExactly("a");
        assertThat(home().resolve("d/a")).hasContent("old");

        Future<Long> published = upload.commit();
        assertThat(await(published)).isEqualTo(3);
        assertThat(inside()).containsExactly("a");
        assertThat(home().resolve("d/a")).hasContent("new");
        assertThat(upload.growth()).isEqualTo(new Growth(0, 0));
    }

    @Test
    void an_empty_one_is_published_and_a_large_one_is_written_as_it_comes() {
        assertThat(await(opened("d/a", true).commit())).isZero();
        assertThat(home().resolve("d/a")).isEmptyFile();

        Upload large = opened("d/a", true);
        await(large.write(octets("x".repeat(100_000))));
        assertThat(inside()).hasSize(2).anyMatch(Names::isTemporary);
        await(large.write(octets("y")));
        assertThat(await(large.commit())).isEqualTo(100_001);
        assertThat(inside()).containsExactly("a");
    }

    @Test
    void broken_before_any_octet_it_leaves_nothing() {
        await(opened("d/a", true).abandon());
        await(opened("d/a", true).discard());

        assertThat(inside()).containsExactly("a");
        assertThat(home().resolve("d/a")).hasContent("old");
    }

    @Test
    void what_arrived_of_a_new_one_is_kept_and_of_a_replacement_dropped() throws IOException {
        Upload replacement = opened("d/a", true);
        await(replacement.write(octets("ne")));
        await(replacement.abandon());
        assertThat(home().resolve("d/a")).hasContent("old");

        Upload fresh = opened("d/a", true);
        java.nio.file.Files.delete(home().resolve("d/a"));
        await(fresh.write(octets("ne")));
        await(fresh.abandon());
        assertThat(home().resolve("d/a")).hasContent("ne");
        assertThat(inside()).containsExactly("a");
    }

    @Test
    void refusals_come_before_anything_is_received() throws IOException {
        createDirectory(home().resolve("d/below"));
        createSymbolicLink(home().resolve("d/link"), Path.of("below"));
        createSymbolicLink(home().resolve("out"), Path.of("/tmp"));
        java.nio.file.Files.createFile(home().resolve("d/" + "n".repeat(255)));

        assertThat(reasonOf(fixture.files().write(path("d/a"), new Replace(false))))
                .isEqualTo(Reason.ALREADY_EXISTS);
        assertThat(reasonOf(fixture.files().write(path("d"), new Replace(true))))
                .isEqualTo(Reason.IS_A_DIRECTORY);
        assertThat(reasonOf(fixture.files().write(path("d/link"), new Replace(true))))
                .isEqualTo(Reason.IS_A_DIRECTORY);
        assertThat(reasonOf(fixture.files().write(path("out/a"), new Replace(true))))
                .isEqualTo(Reason.DENIED);
        assertThat(reasonOf(fixture.files().write(path("d/a/b"), new Replace(true))))
                .isEqualTo(Reason.NOT_A_DIRECTORY);
        assertThat(reasonOf(fixture.files().write(path("no/a"), new Replace(true))))
                .isEqualTo(Reason.NOT_FOUND);
        assertThat(reasonOf(fixture.files().write(path("d/" + "n".repeat(256)), new Replace(true))))
                .isEqualTo(Reason.NAME_REFUSED);
    }

    @Test
    void what_may_not_be_written_is_denied_before_anything_is_received() throws IOException {
        assumeFalse("root".equals(System.getProperty("user.name")), "root may write everything");
        java.nio.file.Files.setPosixFilePermissions(home().resolve("d"), PosixFilePermissions.fromString("r-x------"));
        try {
            assertThat(reasonOf(fixture.files().write(path("d/a"), new Replace(true))))
                    .isEqualTo(Reason.DENIED);
        } finally {
            java.nio.file.Files.setPosixFilePermissions(
                    home().resolve("d"), PosixFilePermissions.fromString("rwx------"));
        }
    }

    @Test
    void nobody_writes_in_place_what_it_will_replace() {
        Upload upload = opened("d/a", true);

        assertThat(reasonOf(fixture.files().write(path("d/a"), new Append()))).isEqualTo(Reason.BUSY);
        await(upload.commit());
        await(await(fixture.files().write(path("d/a"), new Append())).abandon());
    }

    @Test
    void its_directory_is_not_removed_before_there_is_a_file_in_it() throws IOException {
        Upload upload = opened("d/a", true);
        java.nio.file.Files.delete(home().resolve("d/a"));

        assertThat(reasonOf(fixture.files().removeDirectory(path("d")))).isEqualTo(Reason.NOT_EMPTY);
        assertThat(reasonOf(fixture.files().removeTree(path("d"), new LongTask())))
                .isEqualTo(Reason.BUSY);
        await(upload.write(octets("new")));
        await(upload.commit());
        assertThat(home().resolve("d/a")).hasContent("new");
        await(fixture.files().delete(path("d/a")));
        await(fixture.files().removeDirectory(path("d")));
    }

    @Test
    void a_directory_that_is_being_removed_is_not_kept() {
        var kept = new KeptDirectories();
        var key = new FileKey(1, 2);

        assertThat(kept.keep(key)).isTrue();
        assertThat(kept.keep(key)).isTrue();
        kept.release(key);
        kept.release(key);
        assertThat(kept.removing(key, () -> kept.keep(key) ? 1 : 0, Errno.ENOTEMPTY))
                .isZero();
        assertThat(kept.keep(key)).isTrue();
        assertThat(kept.removing(key, () -> 0, Errno.ENOTEMPTY)).isEqualTo(Errno.ENOTEMPTY.result());
    }
}
