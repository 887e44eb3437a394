package dev.berth.storage.local;

import static dev.berth.storage.Awaiting.await;
import static dev.berth.storage.Awaiting.reasonOf;
import static dev.berth.storage.StorageContract.path;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import dev.berth.storage.ReadableFile;
import dev.berth.storage.StorageException.Reason;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
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
}
