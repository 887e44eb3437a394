package dev.berth.storage.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.berth.storage.StorageException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/// A number is used while it is open, and closed once.
class DescriptorTest {

    private static Descriptor open() {
        return Descriptor.of(
                Posix.openAt(Descriptor.WORKING_DIRECTORY, "/", Posix.O_PATH, 0, Posix.FOLLOW_ALL), "open");
    }

    @Test
    void the_last_user_closes() {
        Descriptor descriptor = open();
        int number = descriptor.acquire();
        descriptor.close();
        descriptor.close();

        assertThat(java.nio.file.Path.of("/proc/self/fd/" + number)).exists();
        assertThatThrownBy(descriptor::acquire).isInstanceOf(StorageException.class);
        descriptor.release();
        assertThat(java.nio.file.Path.of("/proc/self/fd/" + number)).doesNotExist();
    }

    @Test
    void closing_while_others_use_it_harms_nobody() throws InterruptedException {
        AtomicInteger wrong = new AtomicInteger();
        try (var threads = Executors.newFixedThreadPool(3)) {
            for (int round = 0; round < 500; round++) {
                Descriptor descriptor = open();
                CountDownLatch start = new CountDownLatch(3);
                CountDownLatch end = new CountDownLatch(3);
                for (int i = 0; i < 2; i++) {
                    threads.execute(() -> {
                        start.countDown();
                        use(descriptor, wrong);
                        end.countDown();
                    });
                }
                threads.execute(() -> {
                    start.countDown();
                    descriptor.close();
                    end.countDown();
                });
                assertThat(end.await(20, TimeUnit.SECONDS)).isTrue();
            }
        }
        assertThat(wrong).hasValue(0);
    }

    /// Until it is closed it is a directory; afterwards it is refused; it is never another file or EBADF.
    private static void use(Descriptor descriptor, AtomicInteger wrong) {
        for (int i = 0; i < 50; i++) {
            try {
                if (!Posix.status(descriptor).isDirectory()) {
                    wrong.incrementAndGet();
                }
            } catch (StorageException closed) {
                if (!String.valueOf(closed.getMessage()).contains("was closed")) {
                    wrong.incrementAndGet();
                }
                return;
            }
        }
    }
}
