package dev.berth.storage;

import static dev.berth.storage.Awaiting.await;
import static dev.berth.storage.StorageContract.octets;
import static dev.berth.storage.StorageContract.path;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.storage.WriteMode.Replace;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/// The files of a storage under test, in the words of its tests.
interface StoredFiles {

    /// An empty view.
    Files files();

    default void store(String path, String content) {
        Upload upload = await(files().write(path(path), new Replace(true)));
        await(upload.write(octets(content)));
        assertThat(await(upload.commit())).isEqualTo(content.length());
    }

    default String contentOf(String path) {
        ReadableFile file = await(files().read(path(path)));
        try {
            ByteBuffer into = ByteBuffer.allocate(1 << 16);
            int position = 0;
            for (int count = 0; count >= 0; count = await(file.read(into, position))) {
                position += count;
            }
            return new String(into.array(), 0, into.position(), ISO_8859_1);
        } finally {
            await(file.close());
        }
    }

    default List<String> names(String directory) {
        Listing listing = await(files().list(path(directory)));
        List<String> names = new ArrayList<>();
        for (var piece = await(listing.next()); !piece.isEmpty(); piece = await(listing.next())) {
            piece.forEach(facts -> names.add(facts.name()));
        }
        await(listing.close());
        return names;
    }
}
