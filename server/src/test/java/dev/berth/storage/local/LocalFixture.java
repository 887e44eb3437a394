package dev.berth.storage.local;

import static dev.berth.storage.Awaiting.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.NodeUnderTest;
import dev.berth.WatchedLoops;
import dev.berth.config.StorageConfig;
import dev.berth.config.StorageConfig.Durability;
import dev.berth.config.StorageConfig.Partial;
import dev.berth.storage.Files;
import dev.berth.storage.Storage;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/// A storage on a temporary directory and one view of it. Afterwards no handle may be open that was not before, and
/// no event loop may have been blocked.
final class LocalFixture implements BeforeEachCallback, AfterEachCallback {

    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(10);

    private static final Path MEMORY = Path.of("/dev/shm");

    private final Path below;
    private final Durability durability;
    private final Partial partial;
    private WatchedLoops loops;
    private long before;
    private Path root;
    private Vertx vertx;
    private Storage storage;
    private Files files;

    LocalFixture() {
        this(Durability.FSYNC, Partial.KEEP);
    }

    LocalFixture(Durability durability, Partial partial) {
        this(Path.of(System.getProperty("java.io.tmpdir")), durability, partial);
    }

    private LocalFixture(Path below, Durability durability, Partial partial) {
        this.below = below;
        this.durability = durability;
        this.partial = partial;
    }

    /// One that lies in memory, where there is such a place.
    static LocalFixture inMemory(Durability durability, Partial partial) {
        return java.nio.file.Files.isDirectory(MEMORY)
                ? new LocalFixture(MEMORY, durability, partial)
                : new LocalFixture(durability, partial);
    }

    @Override
    public void beforeEach(ExtensionContext context) throws IOException {
        root = java.nio.file.Files.createTempDirectory(below, "berth-storage");
        loops = new WatchedLoops();
        vertx = Vertx.vertx(NodeUnderTest.watched(new VertxOptions().setEventLoopPoolSize(2)));
        storage = await(LocalStorage.start(vertx, config()));
        before = openFiles();
        files = await(storage.open("tenant", "/home"));
        loops.begin();
    }

    StorageConfig config() {
        return new StorageConfig(root, durability, partial, 4, 0640, 0750);
    }

    @Override
    public void afterEach(ExtensionContext context) throws IOException {
        await(files.close());
        try {
            if (context.getExecutionException().isEmpty()) {
                assertThat(((LocalStorage) storage).holds()).as("open handles").isZero();
                awaitOpenFiles();
                assertThat(openFiles()).as("open files in %s", root).isEqualTo(before);
            }
        } finally {
            await(storage.close());
            await(vertx.close());
            loops.close();
            remove(root.toFile());
        }
        assertThat(loops.warnings()).isEmpty();
    }

    /// What works beside the test, the janitor for one, may have a directory open for a moment longer.
    private void awaitOpenFiles() {
        long start = System.nanoTime();
        while (openFiles() != before && System.nanoTime() - start < PATIENCE) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(3));
        }
    }

    /// How many descriptors of this process lead below the root.
    long openFiles() {
        File[] all = new File("/proc/self/fd").listFiles();
        return Arrays.stream(all).filter(this::isBelowRoot).count();
    }

    private boolean isBelowRoot(File descriptor) {
        try {
            return java.nio.file.Files.readSymbolicLink(descriptor.toPath()).startsWith(root);
        } catch (IOException closedMeanwhile) {
            return false;
        }
    }

    private static void remove(File file) {
        File[] below = java.nio.file.Files.isSymbolicLink(file.toPath()) ? null : file.listFiles();
        if (below != null) {
            Arrays.stream(below).forEach(LocalFixture::remove);
        }
        assertThat(file.delete() || !file.exists()).isTrue();
    }

    Vertx vertx() {
        return vertx;
    }

    Storage storage() {
        return storage;
    }

    Files files() {
        return files;
    }

    /// The storage's root on the disk.
    Path root() {
        return root;
    }

    /// Where the view's root is on the disk.
    Path home() {
        return root.resolve("tenant/home");
    }

    /// What the home lies on.
    FileSystem fileSystem() {
        try (Descriptor home = Descriptor.of(
                Posix.openAt(
                        Descriptor.WORKING_DIRECTORY,
                        home().toString(),
                        Posix.O_PATH | Posix.O_DIRECTORY,
                        0,
                        Posix.FOLLOW_ALL),
                "open")) {
            return FileSystem.of(home);
        }
    }
}
