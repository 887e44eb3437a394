package dev.berth.transcript;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.NodeUnderTest;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What holds for every verb alike.
@Tag("transcript")
class GeneralRulesTest {

    @RegisterExtension
    static final NodeUnderTest node = NodeUnderTest.standard();

    static Stream<String> all() {
        return Verbs.ALL.stream();
    }

    static Stream<String> restricted() {
        return all().filter(verb -> !Verbs.OPEN.contains(verb) && !Verbs.EITHER.contains(verb));
    }

    static Stream<String> needingArgument() {
        return Verbs.NEEDING_ARGUMENT.stream();
    }

    static Stream<String> needingArgumentAndMore() {
        return Verbs.NEEDING_ARGUMENT_AND_MORE.stream();
    }

    static Stream<String> takingNone() {
        return Verbs.TAKING_NONE.stream();
    }

    @ParameterizedTest
    @MethodSource("restricted")
    void before_the_login_it_is_530(String verb) throws IOException {
        try (var client = new ControlClient(node.control("acme"))) {
            assertEquals(220, client.reply().code());
            assertEquals(530, client.ask(verb).code());
            assertEquals(530, client.ask(verb + " x").code());
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void lower_case_is_known_as_well(String verb) throws IOException {
        try (var client = new ControlClient(node.control("acme"))) {
            assertEquals(220, client.reply().code());
            int code = client.ask(verb.toLowerCase(Locale.ROOT)).code();
            assertTrue(code != 500 && code != 502, verb + ": " + code);
        }
    }

    @ParameterizedTest
    @MethodSource("needingArgument")
    void without_its_argument_it_is_501(String verb) throws IOException {
        try (var client = LoggedInClient.of(node, node.person("acme"))) {
            assertEquals(501, client.ask(verb).code());
            assertEquals(501, client.ask(verb + " ").code());
            assertEquals(200, client.ask("NOOP").code());
        }
    }

    @ParameterizedTest
    @MethodSource("needingArgumentAndMore")
    void without_its_argument_it_is_501_or_out_of_order(String verb) throws IOException {
        try (var client = LoggedInClient.of(node, node.person("acme"))) {
            assertTrue(List.of(501, 503, 425).contains(client.ask(verb).code()), verb);
        }
    }

    @ParameterizedTest
    @MethodSource("takingNone")
    void with_a_surplus_argument_it_is_501(String verb) throws IOException {
        try (var client = LoggedInClient.of(node, node.person("acme"))) {
            assertEquals(501, client.ask(verb + " surplus").code());
            assertEquals(200, client.ask("NOOP").code());
        }
    }

    @ParameterizedTest
    @MethodSource("takingNone")
    void trailing_spaces_are_tolerated(String verb) throws IOException {
        try (var client = LoggedInClient.of(node, node.person("acme"))) {
            assertTrue(client.ask(verb + "  ").code() < 300, verb);
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void help_knows_it(String verb) throws IOException {
        try (var client = new ControlClient(node.control("acme"))) {
            assertEquals(220, client.reply().code());
            Answer all = client.ask("HELP");
            assertEquals(214, all.code());
            assertTrue(List.of(all.text().split("\\s+", -1)).contains(verb), all.toString());
            assertEquals(214, client.ask("HELP " + verb).code());
        }
    }

    static Stream<String> site() {
        return Verbs.SITE.stream();
    }

    static Stream<String> siteNeedingArgument() {
        return Verbs.SITE_NEEDING_ARGUMENT.stream();
    }

    @ParameterizedTest
    @MethodSource("site")
    void behind_SITE_the_same_rules_hold(String verb) throws IOException {
        try (var client = new ControlClient(node.control("acme"))) {
            assertEquals(220, client.reply().code());
            assertEquals(530, client.ask("SITE " + verb).code());
            assertEquals(530, client.ask("SITE " + verb + " x").code());
            assertEquals(214, client.ask("HELP SITE " + verb).code());
            Answer all = client.ask("HELP SITE");
            assertTrue(List.of(all.text().split("\\s+", -1)).contains(verb), all.toString());
        }
        try (var client = LoggedInClient.of(node, node.person("acme"))) {
            int code = client.ask("site  " + verb.toLowerCase(Locale.ROOT)).code();
            assertTrue(code != 500 && code != 502, verb + ": " + code);
        }
    }

    @ParameterizedTest
    @MethodSource("siteNeedingArgument")
    void behind_SITE_without_its_argument_it_is_501(String verb) throws IOException {
        try (var client = LoggedInClient.of(node, node.person("acme"))) {
            assertEquals(501, client.ask("SITE " + verb).code());
            assertEquals(501, client.ask("SITE " + verb + " ").code());
        }
    }

    @Test
    void the_table_of_SITE_has_these_and_no_others() throws IOException {
        try (var client = new ControlClient(node.control("acme"))) {
            assertEquals(220, client.reply().code());
            var offered = new TreeSet<String>();
            List<String> lines = client.ask("HELP SITE").lines();
            for (String line : lines.subList(1, lines.size() - 1)) {
                offered.addAll(List.of(line.strip().split("\\s+", -1)));
            }
            assertEquals(new TreeSet<>(Verbs.SITE), offered);
        }
    }

    @Test
    void the_table_has_these_verbs_and_no_others() throws IOException {
        try (var client = new ControlClient(node.control("acme"))) {
            assertEquals(220, client.reply().code());
            var offered = new TreeSet<String>();
            List<String> lines = client.ask("HELP").lines();
            for (String line : lines.subList(1, lines.size() - 1)) {
                offered.addAll(List.of(line.strip().split("\\s+", -1)));
            }
            assertEquals(new TreeSet<>(all().toList()), offered);
        }
    }
}
