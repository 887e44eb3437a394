package dev.berth.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A signal may come so early that nothing can be asked to be done at the end any more.
class StoppedStartTest {

    @TempDir
    Path directory;

    @Test
    void a_start_amid_the_end_of_the_process_says_nothing() throws Exception {
        Path said = directory.resolve("said");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Ending.class.getName(),
                        "--data",
                        directory.resolve("data").toString())
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        try {
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("it has ended").isTrue();
        } finally {
            process.destroyForcibly();
        }
        assertThat(directory.resolve("data")).as("it came as far as that").isDirectory();
        assertThat(Files.readString(said)).doesNotContain("Exception", "cannot start");
    }

    /// A process that begins to serve when it is ending.
    static final class Ending {

        private Ending() {}

        public static void main(String[] words) {
            Runtime.getRuntime().addShutdownHook(new Thread(() -> Main.main(words)));
        }
    }
}
