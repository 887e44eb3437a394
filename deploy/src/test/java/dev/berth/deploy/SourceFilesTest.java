package dev.berth.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The Java files of each module.
class SourceFilesTest {

    private static final int MOST_LINES = 300;

    @ParameterizedTest
    @ValueSource(strings = {"server", "admin-api", "deploy"})
    void a_file_that_grows_too_long_is_cut_along_a_seam(String module) throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("..", module, "src"))) {
            assertThat(files.filter(file -> file.toString().endsWith(".java")))
                    .isNotEmpty()
                    .allSatisfy(file -> assertThat(Files.readAllLines(file))
                            .as(file.toString())
                            .hasSizeLessThanOrEqualTo(MOST_LINES));
        }
    }
}
