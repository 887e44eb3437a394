package dev.berth.storage.local;

import static dev.berth.storage.Awaiting.await;
import static dev.berth.storage.Awaiting.reasonOf;
import static dev.berth.storage.StorageContract.octets;
import static dev.berth.storage.StorageContract.path;
import static java.nio.file.Files.writeString;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.berth.config.StorageConfig.Durability;
import dev.berth.config.StorageConfig.Partial;
import dev.berth.storage.Growth;
import dev.berth.storage.StorageException.Reason;
import dev.berth.storage.Upload;
import dev.berth.storage.WriteMode.Replace;
import io.vertx.core.Future;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Uploads of new content to a file system in memory, which wait for no disk and need no thread of the storage.
class LocalMemoryUploadTest {

    @RegisterExtension
    final LocalFixture fixture = LocalFixture.inMemory(Durability.RENAME, Partial.KEEP);

    @BeforeEach
    void needsMemory() {
        assumeThat(fixture.fileSystem()).isEqualTo(FileSystem.MEMORY);
    }

    private Upload opened() {
        Future<Upload> opened = fixture.files().write(path("a"), new Replace(true));
        assertThat(opened.isComplete()).isTrue();
        return opened.result();
    }

    private String[] inside() {
        return fixture.home().toFile().list();
    }

    @Test
    void a_small_one_is_written_and_published_on_the_calling_thread() {
        for (int length : new int[] {3, SmallFiles.LARGEST - 1}) {
            Upload upload = opened();
            assertThat(upload.write(octets("x".repeat(length))).succeeded()).isTrue();
            assertThat(inside()).anyMatch(Names::isTemporary);
            assertThat(upload.write(octets("y")).succeeded()).isTrue();
            assertThat(upload.written()).isEqualTo(length + 1);

            assertThat(upload.commit().result()).isEqualTo(length + 1);
            assertThat(fixture.home().resolve("a")).hasContent("x".repeat(length) + "y");
            assertThat(inside()).containsExactly("a");
        }
    }

    @Test
    void what_makes_one_large_is_written_elsewhere() {
        Upload upload = opened();
        assertThat(upload.write(octets("x")).succeeded()).isTrue();
        await(upload.write(octets("y".repeat(SmallFiles.LARGEST))));
        await(upload.write(octets("z")));

        assertThat(await(upload.commit())).isEqualTo(SmallFiles.LARGEST + 2);
        assertThat(fixture.home().resolve("a")).hasContent("x" + "y".repeat(SmallFiles.LARGEST) + "z");
    }

    @Test
    void what_has_no_room_is_refused_and_leaves_nothing() throws IOException {
        Upload tooLarge = opened();
        await(tooLarge.write(octets("new")));
        tooLarge.boundBy(() -> new Growth(2, 1));
        assertThat(reasonOf(tooLarge.commit())).isEqualTo(Reason.QUOTA_REACHED);
        assertThat(inside()).isEmpty();

        writeString(fixture.home().resolve("b"), "other");
        Upload tooMany = opened();
        await(tooMany.write(octets("new")));
        tooMany.among(() -> 1);
        assertThat(reasonOf(tooMany.commit())).isEqualTo(Reason.QUOTA_REACHED);
        assertThat(inside()).containsExactly("b");
    }

    @Test
    void broken_it_keeps_what_arrived() {
        Upload upload = opened();
        await(upload.write(octets("half")));
        await(upload.abandon());

        assertThat(upload.growth()).isEqualTo(new Growth(4, 1));
        assertThat(fixture.home().resolve("a")).hasContent("half");
    }

    /// It is removed if it does not get its name, page by page.
    @Test
    void the_end_of_a_large_one_may_take_a_while() {
        Work work = new Work(fixture.vertx(), 1);
        try (Descriptor home = home()) {
            NewContent content = content(new Uploads(work, fixture.config(), new SmallFiles(0)), home);
            content.begin();
            content.output().write(octets("x".repeat(1 << 20)));
            assertThat(content.waitsForNobody()).isTrue();
            content.output().write(octets("y"));
            assertThat(content.waitsForNobody()).isFalse();
            content.discard(0);
        } finally {
            await(work.close());
        }
    }

    private Descriptor home() {
        String path = fixture.home().toString();
        return Descriptor.of(
                Posix.openAt(Descriptor.WORKING_DIRECTORY, path, Posix.O_PATH | Posix.O_DIRECTORY, 0, Posix.FOLLOW_ALL),
                "open");
    }

    private NewContent content(Uploads uploads, Descriptor home) {
        Modes modes = Modes.of(fixture.config());
        return new NewContent(uploads, StoringDirectory.open(new Tree(home, modes), "."), "a", true, modes, 0640);
    }

    @Test
    void the_threads_of_the_storage_go_on_where_the_calling_thread_had_to_stop() {
        Work work = new Work(fixture.vertx(), 1);
        var uploads = new Uploads(work, fixture.config(), new SmallFiles(0));
        try (Descriptor home = home()) {
            var patience = new Patience();
            var content = content(uploads, home);
            Upload upload = new LocalUpload(work, content, new SmallFiles(0), Optional.of(patience));
            assertThat(upload.write(octets("one")).isComplete()).isTrue();
            long longAgo = System.nanoTime() - TimeUnit.SECONDS.toNanos(1);
            assertThat(patience.begins(longAgo)).isTrue();
            await(upload.write(octets("two")));
            patience.ended(longAgo, longAgo);
            await(upload.write(octets("three")));

            assertThat(await(upload.commit())).isEqualTo(11);
            assertThat(fixture.home().resolve("a")).hasContent("onetwothree");
        } finally {
            await(work.close());
        }
    }
}
