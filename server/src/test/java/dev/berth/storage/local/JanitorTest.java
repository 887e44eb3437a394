package dev.berth.storage.local;

import static dev.berth.storage.Awaiting.await;
import static dev.berth.storage.Awaiting.reasonOf;
import static dev.berth.storage.StorageContract.octets;
import static dev.berth.storage.StorageContract.path;
import static java.nio.file.Files.setLastModifiedTime;
import static java.nio.file.Files.writeString;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import dev.berth.storage.StorageException.Reason;
import dev.berth.storage.WriteMode.Replace;
import java.io.IOException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Temporaries that dead processes left.
class JanitorTest {

    @RegisterExtension
    final LocalFixture fixture = new LocalFixture();

    @CanIgnoreReturnValue
    private Path left(String name, Duration ago) throws IOException {
        return aged(writeString(fixture.home().resolve(name), "left"), ago);
    }

    @CanIgnoreReturnValue
    private static Path aged(Path file, Duration ago) throws IOException {
        return setLastModifiedTime(file, FileTime.from(Instant.now().minus(ago)));
    }

    private int sweep() {
        long result = Posix.openAt(
                Descriptor.WORKING_DIRECTORY,
                fixture.home().toString(),
                Posix.O_RDONLY | Posix.O_DIRECTORY,
                0,
                Posix.FOLLOW_ALL);
        Work work = new Work(fixture.vertx(), 1);
        try {
            return new Janitor(work, Instant::now).sweep(Descriptor.of(result, "open"));
        } finally {
            await(work.close());
        }
    }

    @Test
    void the_dead_are_removed_and_nothing_else() throws IOException {
        Path dead = left(".berth-upload-1", Duration.ofHours(25));
        Path young = left(".berth-upload-2", Duration.ofHours(23));
        Path other = left(".berth-other", Duration.ofDays(100));
        Path directory = java.nio.file.Files.createDirectory(fixture.home().resolve(".berth-upload-3"));
        aged(directory, Duration.ofDays(9));

        assertThat(sweep()).isEqualTo(1);
        assertThat(dead).doesNotExist();
        assertThat(young).exists();
        assertThat(other).exists();
        assertThat(directory).exists();
    }

    @Test
    void an_upload_that_rests_for_days_lives() throws IOException {
        var upload = await(fixture.files().write(path("a"), new Replace(true)));
        await(upload.write(octets("x")));
        aged(fixture.home().resolve(fixture.home().toFile().list()[0]), Duration.ofDays(3));

        assertThat(sweep()).isZero();
        assertThat(await(upload.commit())).isEqualTo(1);
        assertThat(fixture.home().resolve("a")).hasContent("x");
    }

    @Test
    void a_directory_that_only_looks_empty_is_removed() throws IOException {
        await(fixture.files().makeDirectory(path("d")));
        left("d/.berth-upload-1", Duration.ofHours(1));
        assertThat(reasonOf(fixture.files().removeDirectory(path("d")))).isEqualTo(Reason.NOT_EMPTY);

        aged(fixture.home().resolve("d/.berth-upload-1"), Duration.ofDays(2));
        await(fixture.files().removeDirectory(path("d")));
        assertThat(fixture.home()).isEmptyDirectory();
    }

    @Test
    @Timeout(20)
    void the_first_upload_into_a_directory_sends_for_the_janitor() throws IOException {
        Path dead = left(".berth-upload-1", Duration.ofDays(2));
        var upload = await(fixture.files().write(path("a"), new Replace(true)));
        await(upload.abandon());

        while (java.nio.file.Files.exists(dead)) {
            await(fixture.files().facts(path("/")));
        }
    }
}
