package dev.berth.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.packaged.PackagedServer.Start;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the README tells people to type is typed here. Only ports, the host of the database and the place of its
/// password are put in, since a test may not rely on them.
@Tag("packaged")
class ReadmeIT {

    private static final Pattern BLOCK = Pattern.compile("(?ms)^```(\\w*)\\n(.*?)^```$");
    private static final Pattern INLINE = Pattern.compile("`(deploy/run [^`]*)`");
    private static final int DEMO_PASSIVE = 200;
    private static final String PASSWORD = "choose-one";

    /// A stand-in for the root of a clone, where nothing is left lying about.
    @TempDir
    Path clone;

    private final String readme;
    private final int first = FreePorts.block(204 + DEMO_PASSIVE);

    ReadmeIT() throws IOException {
        readme = Files.readString(Distribution.ROOT.resolve("README.md"));
    }

    /// A piece of the README between fences.
    private record Block(String language, String text) {}

    @BeforeEach
    void link() throws IOException {
        Files.createSymbolicLink(clone.resolve("deploy"), Distribution.ROOT.resolve("deploy"));
    }

    private List<Block> blocks() {
        return BLOCK.matcher(readme)
                .results()
                .map(found -> new Block(found.group(1), found.group(2)))
                .toList();
    }

    private Block block(String language) {
        return blocks().stream()
                .filter(block -> block.language().equals(language))
                .findFirst()
                .orElseThrow();
    }

    /// `deploy/run` in the clone, on ports that are free.
    private Start run(int adminPort, String... arguments) {
        return new Start(clone, List.of(), clone.resolve("deploy/run"), List.of(arguments), Map.of())
                .withVariable("BERTH_DEMO_PORT", String.valueOf(first))
                .withVariable("BERTH_DEMO_PASSIVE_PORT", String.valueOf(first + 3))
                .withVariable("BERTH_ADMIN_PORT", String.valueOf(adminPort));
    }

    /// The tour is one script, as somebody would paste it; it stops at the first command that fails.
    @Test
    void the_tour_works_while_the_server_runs() throws IOException {
        Programs.require(List.of("curl"));
        try (var server = PackagedServer.serving(run(FreePorts.block(1)))) {
            assertThat(clone.resolve("berth-data/operator-token")).exists();
            String tour = blocks().stream()
                    .map(Block::text)
                    .filter(text -> text.contains("berthctl "))
                    .findFirst()
                    .orElseThrow()
                    .replace("2131", String.valueOf(first + 3 + DEMO_PASSIVE))
                    .replace("30300-30399", range(first + 4 + DEMO_PASSIVE))
                    .replace("30400-30499", range(first + 104 + DEMO_PASSIVE));
            var ended = Programs.run(
                            clone,
                            List.of("bash", "-e", "-o", "pipefail", "-c", tour),
                            "",
                            Map.of("BERTH_URL", server.printed().admin() + "/api/v1"))
                    .orFail();
            assertThat(ended.out()).contains("alice").contains("hello\n");
        }
    }

    private static String range(int first) {
        return first + "-" + (first + 99);
    }

    @Test
    void the_two_commands_are_there() {
        assertThat(blocks()).extracting(Block::text).contains("deploy/run\n", "./mvnw verify\n");
        assertThat(List.of("deploy/run", "mvnw"))
                .allSatisfy(name -> assertThat(Distribution.ROOT.resolve(name)).isExecutable());
    }

    @Test
    void the_options_that_it_names_exist() {
        List<String> named = INLINE.matcher(readme)
                .results()
                .map((MatchResult found) -> found.group(1))
                .filter(command -> !command.contains(" --config "))
                .toList();
        assertThat(named).isNotEmpty();
        named.forEach(
                command -> Programs.run(clone, List.of("bash", "-c", command)).orFail());
    }

    @Test
    void postgresql_takes_the_place_of_the_embedded_database() throws Exception {
        Path password = Files.writeString(clone.resolve("database-password"), PASSWORD + "\n");
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start()) {
            try (Connection connection = postgres.getPostgresDatabase().getConnection();
                    var statement = connection.createStatement()) {
                for (String each : block("sql").text().split(";", -1)) {
                    if (!each.isBlank()) {
                        boolean _ = statement.execute(each);
                    }
                }
            }
            String settings = block("yaml")
                    .text()
                    .replace("db.example.net:5432", "127.0.0.1:" + postgres.getPort())
                    .replace("/etc/berth/database-password", password.toString());
            Files.writeString(clone.resolve("berth.yaml"), settings);
            assertThat(readme).contains("`deploy/run --config berth.yaml`");
            try (var server = PackagedServer.serving(run(0, "--config", "berth.yaml"))) {
                assertThat(clone.resolve("berth-data/database")).doesNotExist();
                Programs.run(
                                clone,
                                List.of(
                                        "bash",
                                        "-c",
                                        server.printed().commands().getFirst().command()))
                        .orFail();
                server.assertNoLoopWasBlocked();
            }
        }
    }

    @Test
    void every_file_that_it_links_to_is_there() {
        Pattern.compile("\\]\\(([^)#]+)[^)]*\\)")
                .matcher(readme)
                .results()
                .map(found -> found.group(1))
                .filter(target -> !target.contains("://"))
                .forEach(target -> assertThat(Distribution.ROOT.resolve(target)).exists());
    }
}
