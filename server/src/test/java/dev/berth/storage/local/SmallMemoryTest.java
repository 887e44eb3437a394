package dev.berth.storage.local;

import static dev.berth.storage.Awaiting.await;
import static dev.berth.storage.StorageContract.path;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.berth.storage.ReadableFile;
import dev.berth.storage.StorageException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Memory of small files that is used again.
class SmallMemoryTest {

    @RegisterExtension
    final LocalFixture fixture = new LocalFixture();

    @Test
    void memory_that_one_file_has_given_back_shows_nothing_of_it_to_the_next() throws IOException {
        byte[] longer = write("longer", SmallFiles.LARGEST);
        byte[] shorter = write("shorter", SmallMemory.HEAP + 1);
        ReadableFile first = await(fixture.files().read(path("longer")));
        assertThat(first.whole()).contains(ByteBuffer.wrap(longer));
        await(first.close());
        ReadableFile second = await(fixture.files().read(path("shorter")));

        ByteBuffer whole = second.whole().orElseThrow();
        assertThat(whole).isEqualTo(ByteBuffer.wrap(shorter));
        assertThat(whole.capacity()).isEqualTo(shorter.length);
        assertThat(whole.isReadOnly()).isTrue();
        assertThat(whole.isDirect()).isTrue();
        var into = ByteBuffer.allocate(SmallFiles.LARGEST);
        assertThat(await(second.read(into, 1))).isEqualTo(shorter.length - 1);
        assertThat(into.flip()).isEqualTo(ByteBuffer.wrap(shorter, 1, shorter.length - 1));
        await(second.close());
    }

    @Test
    void a_closed_file_shows_nothing_of_the_one_that_has_its_memory_now() throws IOException {
        var _ = write("a", SmallFiles.LARGEST);
        ReadableFile file = await(fixture.files().read(path("a")));
        await(file.close());

        assertThatThrownBy(file::whole).isInstanceOf(StorageException.class);
    }

    @Test
    void files_that_are_open_at_once_have_memory_each() throws IOException {
        byte[] one = write("one", 20_000);
        byte[] two = write("two", 30_000);
        ReadableFile first = await(fixture.files().read(path("one")));
        ReadableFile second = await(fixture.files().read(path("two")));
        await(first.close());
        await(first.close());
        ReadableFile third = await(fixture.files().read(path("one")));
        ReadableFile fourth = await(fixture.files().read(path("one")));

        assertThat(second.whole()).contains(ByteBuffer.wrap(two));
        assertThat(third.whole()).contains(ByteBuffer.wrap(one));
        assertThat(fourth.whole()).contains(ByteBuffer.wrap(one));
        for (ReadableFile file : new ReadableFile[] {second, third, fourth}) {
            await(file.close());
        }
    }

    @Test
    void a_block_counts_as_one() {
        assertThat(SmallMemory.charge(SmallMemory.HEAP)).isEqualTo(SmallMemory.HEAP);
        assertThat(SmallMemory.charge(SmallMemory.HEAP + 1)).isEqualTo(SmallFiles.LARGEST);
    }

    @Test
    void as_many_blocks_are_made_as_are_in_use_at_once() {
        var memory = new SmallMemory();
        List<ByteBuffer> first = used(memory, 200);
        first.forEach(memory::giveBack);

        List<ByteBuffer> second = used(memory, 200);

        Set<ByteBuffer> all = identities(first);
        all.addAll(second);
        assertThat(all).hasSize(200);
    }

    private static List<ByteBuffer> used(SmallMemory memory, int count) {
        return Stream.generate(() -> memory.take(SmallFiles.LARGEST))
                .limit(count)
                .toList();
    }

    private static Set<ByteBuffer> identities(List<ByteBuffer> blocks) {
        Set<ByteBuffer> identities = Collections.newSetFromMap(new IdentityHashMap<>());
        identities.addAll(blocks);
        return identities;
    }

    private byte[] write(String name, int size) throws IOException {
        byte[] content = new byte[size];
        new Random(size).nextBytes(content);
        Files.write(fixture.home().resolve(name), content);
        return content;
    }
}
