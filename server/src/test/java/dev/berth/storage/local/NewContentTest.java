package dev.berth.storage.local;

import static dev.berth.storage.Awaiting.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.config.StorageConfig.Durability;
import dev.berth.config.StorageConfig.Partial;
import io.vertx.core.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// The file of an upload while its storage ends.
class NewContentTest {

    private static final int ROUNDS = 500;

    @RegisterExtension
    final LocalFixture fixture = new LocalFixture(Durability.RENAME, Partial.KEEP);

    @Test
    void what_is_given_up_while_its_file_is_made_leaves_none() {
        Work work = new Work(fixture.vertx(), 2);
        var uploads = new Uploads(work, fixture.config(), new SmallFiles(0));
        Modes modes = Modes.of(fixture.config());
        try (Descriptor home = Descriptor.of(
                Posix.openAt(
                        Descriptor.WORKING_DIRECTORY,
                        fixture.home().toString(),
                        Posix.O_PATH | Posix.O_DIRECTORY,
                        0,
                        Posix.FOLLOW_ALL),
                "open")) {
            for (int round = 0; round < ROUNDS; round++) {
                var directory = StoringDirectory.open(new Tree(home, modes), ".");
                var content = new NewContent(uploads, directory, "a", true, modes, 0640);
                await(Future.join(work.act(content::begin), work.act(() -> content.giveUp(0)))
                        .transform(_ -> Future.succeededFuture()));
            }
            assertThat(fixture.home()).isEmptyDirectory();
        } finally {
            await(work.close());
        }
    }
}
