package dev.berth.storage.local;

import static dev.berth.storage.Awaiting.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.config.StorageConfig.Durability;
import dev.berth.config.StorageConfig.Partial;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Directories in which there will be a file.
class KeptDirectoriesTest {

    private static final int ROUNDS = 3_000;

    @RegisterExtension
    final LocalFixture fixture = new LocalFixture(Durability.RENAME, Partial.KEEP);

    @Test
    void what_is_made_anew_while_others_remove_it_stays_once_it_is_kept() throws InterruptedException {
        Work work = new Work(fixture.vertx(), 1);
        var uploads = new Uploads(work, fixture.config(), new SmallFiles(0));
        var over = new CountDownLatch(1);
        try (Descriptor home = Descriptor.of(
                Posix.openAt(
                        Descriptor.WORKING_DIRECTORY,
                        fixture.home().toString(),
                        Posix.O_PATH | Posix.O_DIRECTORY,
                        0,
                        Posix.FOLLOW_ALL),
                "open")) {
            List<Thread> removers = Stream.generate(() -> Thread.ofPlatform().start(() -> {
                        while (over.getCount() > 0) {
                            long _ = uploads.removeDirectory(home, "d", Errno.ENOTEMPTY);
                        }
                    }))
                    .limit(2)
                    .toList();
            int kept = 0;
            int lost = 0;
            for (int round = 0; round < ROUNDS; round++) {
                long _ = Posix.makeDirectory(home, "d", 0700);
                long opened = Posix.openAt(home, "d", Posix.O_RDONLY | Posix.O_DIRECTORY, 0, Posix.BENEATH);
                if (opened >= 0) {
                    try (Descriptor directory = Descriptor.of(opened, "open")) {
                        FileKey key = Posix.status(directory).key();
                        if (uploads.kept().keep(key)) {
                            boolean there = Posix.status(directory).links() > 0;
                            kept += there && uploads.removeDirectory(home, "d", Errno.ENOTEMPTY) < 0 ? 1 : 0;
                            lost += there && Posix.status(directory).links() == 0 ? 1 : 0;
                            uploads.kept().release(key);
                        }
                    }
                }
            }
            over.countDown();
            for (Thread remover : removers) {
                remover.join();
            }
            assertThat(lost).isZero();
            assertThat(kept).isPositive();
        } finally {
            over.countDown();
            await(work.close());
        }
    }
}
