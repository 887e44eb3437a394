package dev.berth.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.berth.config.BerthConfig;
import dev.berth.config.Machine;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/// Four sources become one configuration, and what is wrong with any of them is told at once.
class ConfigFileTest {

    private static final Machine MACHINE = new Machine("ftp1", true);

    @TempDir
    Path directory;

    private Map<String, String> environment = Map.of();
    private Map<String, String> commandLine = Map.of();
    private Optional<Path> file = Optional.empty();

    private BerthConfig read() {
        return ConfigFile.read(new Sources(file, environment, commandLine), MACHINE);
    }

    private StartFailed refused() {
        return catchThrowableOfType(StartFailed.class, this::read);
    }

    private void file(String text) throws IOException {
        file = Optional.of(Files.writeString(directory.resolve("berth.yaml"), text));
    }

    @Test
    void the_file_wins_over_the_defaults() throws IOException {
        file("session:\n  max: 1\n");
        assertThat(read().session().max()).isEqualTo(1);
    }

    @Test
    void the_environment_wins_over_the_file() throws IOException {
        file("session:\n  max: 1\n");
        environment = Map.of("BERTH_SESSION_MAX", "2");
        assertThat(read().session().max()).isEqualTo(2);
    }

    @Test
    void the_command_line_wins_over_the_environment() throws IOException {
        file("session:\n  max: 1\n");
        environment = Map.of("BERTH_SESSION_MAX", "2");
        commandLine = Map.of("session.max", "3");
        assertThat(read().session().max()).isEqualTo(3);
    }

    @Test
    void each_source_changes_its_own_settings_only() throws IOException {
        file("session:\n  max: 1\n");
        environment = Map.of("BERTH_SESSION_GREETING", "Hello", "PATH", "/bin");
        commandLine = Map.of("session.loginAttempts", "5");
        assertThat(read().session())
                .extracting("max", "greeting", "loginAttempts")
                .containsExactly(1, "Hello", 5);
    }

    @Test
    void all_faults_of_all_sources_are_told_at_once() throws IOException {
        file("""
                session:
                  mx: 7
                passive:
                  connectTimeout: fast
                """);
        environment = Map.of("BERTH_LOG_LEVL", "geheim", "BERTH_LOG_FORMAT", "xml");
        commandLine = new LinkedHashMap<>(Map.of("storage.threads", "0"));
        commandLine.put("database.password", "geheim");
        StartFailed failure = refused();
        assertThat(failure.exit()).isEqualTo(StartFailed.Exit.CONFIGURATION);
        assertThat(failure.getMessage().lines().map(String::strip))
                .containsExactlyInAnyOrder(
                        "The configuration has 6 faults:",
                        "session.mx = 7: there is no such setting; the nearest is session.max",
                        "passive.connectTimeout = fast: a duration from 10ms to 1h, written like 300ms, 20s, 5m or 1h",
                        "BERTH_LOG_LEVL = ***: no setting has this variable; the nearest is BERTH_LOG_LEVEL",
                        "log.format = xml: text or json",
                        "storage.threads = 0: a whole number from 1 to 1024",
                        "database.password = ***: give it by a file or by BERTH_DATABASE_PASSWORD, for a command line is"
                                + " seen by everybody on the machine");
    }

    @Test
    void a_fault_is_one_line_without_control_characters_whatever_was_written() throws IOException {
        file("\"a\\e[2J\\n\": \"b\\x9bc\"\n");
        assertThat(refused().getMessage().lines().toList())
                .hasSize(2)
                .last()
                .asString()
                .startsWith("  a\\u001b[2J\\u000a = b\\u009bc: there is no such setting");
    }

    @Test
    void a_database_that_cannot_be_opened_is_refused_before_the_start() {
        commandLine = Map.of("database.url", "jdbc:h2:mem:berth");
        assertThat(refused()).hasMessageContaining("database.url = jdbc:h2:mem:berth: a JDBC URL that begins");
    }

    @Test
    void one_fault_is_told_as_one() {
        commandLine = Map.of("log.level", "loud");
        assertThat(refused())
                .hasMessage("The configuration has a fault:\n  log.level = loud: error, warn, info or debug");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            session: [1, 2             | is not valid YAML: line
            session: {max: 1, max: 2}  | is not valid YAML: line 1, column
            a: &a [*a]                 | has an alias within what it stands for.
            a: &a {b: {c: *a}}         | has an alias within what it stands for.
            - a list                   | consists of something else than sections such as "node:".
            just a text                | consists of something else than sections such as "node:".
            """)
    void a_file_that_is_no_map_of_sections_is_refused(String text, String why) throws IOException {
        file(text);
        assertThat(refused())
                .hasMessageStartingWith("The configuration file " + file.orElseThrow() + " ")
                .hasMessageContaining(why);
    }

    @Test
    void a_file_that_is_missing_a_directory_or_not_text_is_refused() throws IOException {
        file = Optional.of(directory.resolve("none.yaml"));
        assertThat(refused()).hasMessageEndingWith("none.yaml does not exist.");
        file = Optional.of(directory);
        assertThat(refused()).hasMessageEndingWith(" is a directory.");
        file = Optional.of(
                Files.write(directory.resolve("latin.yaml"), "log: ü".getBytes(StandardCharsets.ISO_8859_1)));
        assertThat(refused()).hasMessageEndingWith(" is not in UTF-8.");
    }

    @Test
    void a_file_of_comments_changes_nothing() throws IOException {
        file("# later\n");
        assertThat(read().session().max()).isEqualTo(20_000);
    }

    @Test
    void the_password_is_read_from_the_first_line_of_its_file() throws IOException {
        Path password = Files.writeString(directory.resolve("password"), "geheim\nno more\n");
        commandLine = Map.of("database.passwordFile", password.toString());
        assertThat(read().database().password()).isEqualTo("geheim");
    }

    @Test
    void a_password_file_that_cannot_be_read_or_comes_beside_a_password_is_refused() {
        commandLine = Map.of("database.passwordFile", "/nonexistent/password");
        assertThat(refused()).hasMessageContaining("database.passwordFile = /nonexistent/password: a file that can be");
        environment = Map.of("BERTH_DATABASE_PASSWORD", "geheim");
        assertThat(refused())
                .hasMessageContaining("not together with database.password")
                .message()
                .doesNotContain("geheim");
    }

    @Test
    void options_of_their_own_are_settings_like_the_others() {
        var arguments = new Arguments();
        new CommandLine(arguments)
                .parseArgs("--data", "d", "--bind", "192.0.2.1", "--port", "4000", "--set", "log.level=debug");
        Sources sources = arguments.sources(Map.of());
        assertThat(sources.commandLine())
                .isEqualTo(
                        Map.of("node.data", "d", "node.bind", "192.0.2.1", "demo.port", "4000", "log.level", "debug"));
    }
}
