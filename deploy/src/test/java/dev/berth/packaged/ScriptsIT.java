package dev.berth.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The scripts do the same in whatever environment an operator's shell has.
@Tag("packaged")
class ScriptsIT {

    @TempDir
    Path directory;

    @Test
    void a_search_path_for_directories_does_not_lead_them_astray() throws IOException {
        Files.createDirectories(directory.resolve("deploy"));
        Files.createDirectories(directory.resolve("bin"));
        for (String path : List.of(".", directory.toString())) {
            Map<String, String> environment = Map.of("CDPATH", path);
            assertThat(Programs.run(Distribution.ROOT, List.of("deploy/run", "--version"), "", environment)
                            .orFail()
                            .out())
                    .startsWith("Berth ");
            for (String script : List.of("bin/berth", "bin/berthctl")) {
                assertThat(Programs.run(Distribution.HOME, List.of(script, "--help"), "", environment)
                                .orFail()
                                .out())
                        .contains("--help");
            }
        }
    }

    /// It is run by the build, in a shell where the settings of the real server may stand already.
    @Test
    void the_warm_up_keeps_away_from_the_database_and_the_files_of_the_real_server() throws IOException {
        Path copy = copy();
        Path database = directory.resolve("real");
        Path storage = directory.resolve("files");
        Map<String, String> environment =
                Map.of("BERTH_DATABASE_URL", "jdbc:h2:file:" + database, "BERTH_STORAGE_ROOT", storage.toString());
        Programs.run(directory, List.of(copy.resolve("bin/warm-up").toString()), "", environment)
                .orFail();
        assertThat(copy.resolve("lib/berth.aot")).isNotEmptyFile();
        assertThat(storage).doesNotExist();
        assertThat(directory).isDirectoryNotContaining("glob:**/real*");
    }

    /// As Ctrl-C during a build does it. Until its own end is told, what it has started is running.
    @Test
    void a_warm_up_that_is_called_off_leaves_no_process() throws Exception {
        Path copy = copy();
        Process warmUp = new ProcessBuilder(copy.resolve("bin/warm-up").toString())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("out").toFile())
                .start();
        long server = serverOf(warmUp);
        warmUp.destroy();
        assertThat(warmUp.waitFor(1, TimeUnit.MINUTES)).isTrue();
        assertThat(ProcessHandle.of(server).filter(ProcessHandle::isAlive)).isEmpty();
        assertThat(copy.resolve("lib/berth.aot")).doesNotExist();
    }

    private static long serverOf(Process warmUp) {
        while (warmUp.isAlive()) {
            Optional<ProcessHandle> server = warmUp.descendants()
                    .filter(each -> each.info().command().orElse("").endsWith("/java"))
                    .findFirst();
            if (server.isPresent()) {
                return server.get().pid();
            }
            Thread.onSpinWait();
        }
        throw new AssertionError("the warm-up started no server");
    }

    /// The distribution without what its own warm-up has made; the jars are links.
    private Path copy() throws IOException {
        Path copy = directory.resolve("copy");
        for (String part : List.of("bin", "lib")) {
            Files.createDirectories(copy.resolve(part));
            try (Stream<Path> files = Files.list(Distribution.HOME.resolve(part))) {
                for (Path file : files.toList()) {
                    Path to = copy.resolve(part).resolve(file.getFileName());
                    if (part.equals("bin")) {
                        Files.copy(file, to);
                    } else if (file.toString().endsWith(".jar")) {
                        Files.createSymbolicLink(to, file);
                    }
                }
            }
        }
        return copy;
    }
}
