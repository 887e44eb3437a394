package dev.berth.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.config.CommandConfig;
import dev.berth.config.SessionConfig;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// Keeps `deploy/docs/rfc.md` in step with the tables.
class RfcDocumentTest {

    private static final Path DOCUMENT = Path.of("..", "deploy", "docs", "rfc.md");
    private static final Pattern ROW = Pattern.compile("\\| (`.+?`) \\| (\\w+) \\|.*");
    private static final Pattern VERB = Pattern.compile("`([A-Z0-9 ]+)`");

    private static List<String> verbs(Set<String> states) throws IOException {
        List<String> verbs = new ArrayList<>();
        for (String line : Files.readAllLines(DOCUMENT)) {
            Matcher row = ROW.matcher(line);
            if (row.matches()) {
                assertThat(row.group(2)).isIn("done", "setting", "next", "refused");
                if (states.contains(row.group(2))) {
                    VERB.matcher(row.group(1)).results().forEach(verb -> verbs.add(verb.group(1)));
                }
            }
        }
        return verbs;
    }

    /// With everything on that can be.
    private static Set<String> table() {
        var session = new SessionConfig(
                "-",
                Duration.ofMinutes(1),
                Duration.ofMinutes(1),
                3,
                Duration.ZERO,
                1,
                Duration.ZERO,
                Duration.ofMinutes(1));
        var config = new CommandConfig(1, 1, true, true, true, 100);
        var commands = Commands.all(new Commands.Needs(
                null, session, config, null, null, null, null, null, null, null, null, null, null, null, null));
        Set<String> verbs = new TreeSet<>();
        for (FtpCommand<?> command : commands.rows()) {
            verbs.addAll(command.spec().verbs());
            if (command instanceof FtpCommand.Family<?> family) {
                family.members()
                        .verbs()
                        .forEach(member -> verbs.add(command.spec().name() + " " + member));
            }
        }
        return verbs;
    }

    @Test
    void every_verb_of_the_tables_is_in_it_once() throws IOException {
        assertThat(verbs(Set.of("done", "setting", "next")))
                .doesNotHaveDuplicates()
                .containsAll(table());
    }

    @Test
    void what_it_calls_done_is_in_the_tables() throws IOException {
        assertThat(table()).containsAll(verbs(Set.of("done", "setting")));
    }

    @Test
    void every_refused_verb_is_in_it_once_and_no_other() throws IOException {
        assertThat(verbs(Set.of("refused"))).containsExactlyInAnyOrderElementsOf(NotOffered.verbs());
    }

    @Test
    void nothing_is_refused_that_the_table_has() {
        assertThat(NotOffered.verbs()).doesNotContainAnyElementsOf(table());
    }
}
