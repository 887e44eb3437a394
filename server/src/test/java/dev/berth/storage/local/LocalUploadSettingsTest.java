package dev.berth.storage.local;

import static dev.berth.storage.Awaiting.await;
import static dev.berth.storage.StorageContract.octets;
import static dev.berth.storage.StorageContract.path;
import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.config.StorageConfig.Durability;
import dev.berth.config.StorageConfig.Partial;
import dev.berth.storage.Upload;
import dev.berth.storage.WriteMode;
import dev.berth.storage.WriteMode.Append;
import dev.berth.storage.WriteMode.Replace;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Uploads with `durability: rename` and `partial: discard`.
class LocalUploadSettingsTest {

    @RegisterExtension
    final LocalFixture fixture = new LocalFixture(Durability.RENAME, Partial.DISCARD);

    @Test
    void what_arrived_of_a_broken_upload_is_removed() {
        Upload upload = await(fixture.files().write(path("a"), new Replace(true)));
        await(upload.write(octets("half")));
        await(upload.abandon());

        assertThat(fixture.home()).isEmptyDirectory();
    }

    @Test
    void uploads_are_published_all_the_same() {
        for (WriteMode mode : List.of(new Replace(false), new Append(), new WriteMode.ResumeAt(4), new Replace(true))) {
            Upload upload = await(fixture.files().write(path("a"), mode));
            await(upload.write(octets("more")));
            await(upload.commit());
        }

        assertThat(fixture.home().toFile().list()).containsExactly("a");
        assertThat(fixture.home().resolve("a")).hasContent("more");
    }
}
