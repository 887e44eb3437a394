package dev.berth.storage.local;

import static dev.berth.storage.Awaiting.await;
import static dev.berth.storage.Awaiting.reasonOf;
import static dev.berth.storage.StorageContract.path;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import dev.berth.storage.ReadableFile;
import dev.berth.storage.StorageException.Reason;
import io.vertx.core.Future;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Reading local files, beyond the contract.
class LocalReadingTest {

    @RegisterExtension
    final LocalFixture fixture = new LocalFixture();

    @CanIgnoreReturnValue
    private byte[] write(String name, int size) throws IOException {
        byte[] content = new byte[size];
        new Random(1).nextBytes(content);
        java.nio.file.Files.write(fixture.home().resolve(name), content);
        return content;
    }

    @Test
    void the_channel_is_of_the_same_file() throws IOException {
        byte[] content = write("a", 700_000);
        ReadableFile file = await(fixture.files().read(path("a")));
        await(fixture.files().delete(path("a")));

        var sent = new ByteArrayOutputStream();
        assertThat(file.channel().transferTo(100_000, 600_000, Channels.newChannel(sent)))
                .isEqualTo(600_000);
        assertThat(sent.toByteArray()).isEqualTo(java.util.Arrays.copyOfRange(content, 100_000, 700_000));
        await(file.close());
        assertThat(file.channel().isOpen()).isFalse();
    }

    @Test
    void what_was_just_written_is_ready_at_once_or_soon() throws IOException {
        write("a", 5_000_000);
        ReadableFile file = await(fixture.files().read(path("a")));

        await(file.ready(0, 5_000_000));
        assertThat(file.ready(0, 1 << 20).isComplete()).isTrue();
        assertThat(file.ready(4_999_999, 1).isComplete()).isTrue();
        assertThat(file.ready(5_000_000, 1 << 20).isComplete()).isTrue();
        assertThat(file.ready(0, 0).isComplete()).isTrue();
        await(file.ready(4_000_000, 1L << 40));
        await(file.close());
    }

    @Test
    void a_closed_file_does_nothing() throws IOException {
        write("a", 10);
        ReadableFile file = await(fixture.files().read(path("a")));
        await(file.close());
        await(file.close());

        assertThat(reasonOf(file.ready(0, 10))).isEqualTo(Reason.BROKEN);
        assertThat(reasonOf(file.read(ByteBuffer.allocate(10), 0))).isEqualTo(Reason.BROKEN);
    }

    @Test
    void buffers_of_any_kind_are_filled() throws IOException {
        java.nio.file.Files.writeString(fixture.home().resolve("a"), "0123456789");
        ReadableFile file = await(fixture.files().read(path("a")));
        for (ByteBuffer into : new ByteBuffer[] {ByteBuffer.allocate(8), ByteBuffer.allocateDirect(8)}) {
            into.position(2).limit(6);
            assertThat(await(file.read(into, 3))).isEqualTo(4);
            assertThat(into.position()).isEqualTo(6);
            assertThat(await(file.read(into, 3))).isZero();
            assertThat(US_ASCII.decode(into.flip().position(2)).toString()).isEqualTo("3456");
            into.clear();
            assertThat(await(file.read(into, 10))).isEqualTo(-1);
            assertThat(await(file.read(into, 8))).isEqualTo(2);
        }
        await(file.close());
    }

    @Test
    void a_small_file_is_read_as_a_whole_and_stays_what_it_was() throws IOException {
        byte[] content = write("a", SmallFiles.LARGEST);
        ReadableFile file = await(fixture.files().read(path("a")));
        write("a", 10);
        await(fixture.files().delete(path("a")));

        ByteBuffer whole = file.whole().orElseThrow();
        assertThat(file.facts().size()).isEqualTo(SmallFiles.LARGEST);
        assertThat(whole).isEqualTo(ByteBuffer.wrap(content));
        assertThat(whole.isReadOnly()).isTrue();
        await(file.close());
    }

    @Test
    void a_small_file_in_the_caches_is_opened_without_another_thread() throws IOException {
        assumeThat(fixture.fileSystem()).isNotEqualTo(FileSystem.OTHER);
        java.nio.file.Files.createDirectory(fixture.home().resolve("below"));
        byte[] content = write("below/a", 1000);
        java.nio.file.Files.createSymbolicLink(fixture.home().resolve("link"), Path.of("below/a"));
        java.nio.file.Files.createSymbolicLink(fixture.home().resolve("out"), Path.of("/etc/passwd"));

        Future<ReadableFile> opened = fixture.files().read(path("below/a"));
        assertThat(opened.isComplete()).isTrue();
        assertThat(opened.result().whole()).contains(ByteBuffer.wrap(content));
        await(opened.result().close());
        assertThat(await(fixture.files().read(path("link"))).whole()).contains(ByteBuffer.wrap(content));
        assertThat(reasonOf(fixture.files().read(path("out")))).isEqualTo(Reason.DENIED);
        assertThat(reasonOf(fixture.files().read(path("below")))).isEqualTo(Reason.IS_A_DIRECTORY);
        assertThat(reasonOf(fixture.files().read(path("missing")))).isEqualTo(Reason.NOT_FOUND);
    }

    @Test
    void a_larger_one_is_not() throws IOException {
        write("a", SmallFiles.LARGEST + 1);
        ReadableFile file = await(fixture.files().read(path("a")));
        assertThat(file.whole()).isEmpty();
        assertThat(file.channel().size()).isEqualTo(SmallFiles.LARGEST + 1);
        await(file.close());
    }

    @Test
    void small_files_that_have_no_room_together_are_sent_from_their_handles() throws IOException {
        byte[] content = write("a", 600);
        var room = new SmallFiles(1000);
        var work = new Work(fixture.vertx(), 1);
        ReadableFile first = await(work.run(() -> room.open(work, descriptor("a"), "a")));
        ReadableFile second = await(work.run(() -> room.open(work, descriptor("a"), "a")));

        assertThat(first.whole()).contains(ByteBuffer.wrap(content));
        assertThat(second.whole()).isEmpty();
        assertThat(second.channel().size()).isEqualTo(600);
        assertThat(room.taken()).isEqualTo(600);
        await(first.close());
        await(first.close());
        await(second.close());
        assertThat(room.taken()).isZero();
        await(work.close());
    }

    private Descriptor descriptor(String name) {
        long result = Posix.openAt(
                Descriptor.WORKING_DIRECTORY,
                fixture.home().resolve(name).toString(),
                Posix.O_RDONLY,
                0,
                Posix.FOLLOW_ALL);
        return Descriptor.of(result, "open");
    }
}
