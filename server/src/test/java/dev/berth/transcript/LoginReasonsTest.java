package dev.berth.transcript;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.NodeUnderTest;
import dev.berth.account.LoginRefused.Reason;
import dev.berth.account.LoginRules;
import dev.berth.observe.Event;
import java.io.IOException;
import java.time.Duration;
import java.time.LocalTime;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// A login that the account's rules refuse: the client is told of a wrong password, as late, and the node why.
@Tag("transcript")
class LoginReasonsTest {

    @RegisterExtension
    static final NodeUnderTest node = NodeUnderTest.standard();

    static Stream<Arguments> rules() {
        var never = new LoginRules.Hours(Set.of(), LocalTime.NOON, LocalTime.MIDNIGHT);
        return Stream.of(
                Arguments.of(
                        Reason.ELSEWHERE, new LoginRules(true, false, List.of("192.0.2.0/24"), List.of(), List.of())),
                Arguments.of(
                        Reason.ELSEWHERE,
                        new LoginRules(true, false, List.of("127.0.0.0/8"), List.of("127.0.0.1"), List.of())),
                Arguments.of(Reason.AT_OTHER_TIMES, new LoginRules(true, false, List.of(), List.of(), List.of(never))));
    }

    @ParameterizedTest
    @MethodSource("rules")
    void the_client_learns_less_than_the_node(Reason reason, LoginRules rules) throws IOException {
        var person = node.person("acme");
        person.logsIn(rules);
        try (var client = new ControlClient(node.control("acme"))) {
            LoggedInClient.must(client.reply(), 220);
            LoggedInClient.must(client.ask("USER " + person.user()), 331);
            long since = System.nanoTime();
            Answer refused = client.ask("PASS " + person.password());
            Duration took = Duration.ofNanos(System.nanoTime() - since);
            LoggedInClient.must(client.ask("USER " + person.user()), 331);
            Answer wrong = client.ask("PASS wrong");
            assertEquals(wrong.toString(), refused.toString());
            assertTrue(took.toNanos() > TimeUnit.MILLISECONDS.toNanos(90), took.toString());
        }
        List<Reason> told = node.events().stream()
                .flatMap(event -> event instanceof Event.LoginDenied denied
                                && denied.login().equals(person.user())
                        ? Stream.of(denied.reason())
                        : Stream.empty())
                .toList();
        assertEquals(List.of(reason, Reason.WRONG_CREDENTIALS), told);
    }
}
