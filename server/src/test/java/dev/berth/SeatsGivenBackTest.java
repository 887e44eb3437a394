package dev.berth;

import static dev.berth.transcript.LoggedInClient.must;
import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.observe.Event;
import dev.berth.tenant.Limit;
import dev.berth.tenant.Limits;
import dev.berth.transcript.ControlClient;
import dev.berth.transcript.DataClient;
import dev.berth.transcript.LoggedInClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// There is one place for a session of the account, one for a transfer, and one for a TLS handshake. However a session,
/// a login, a transfer or a handshake ends, the next one has it.
class SeatsGivenBackTest {

    static final Limits ONE =
            Limits.NONE.with(Limit.SESSIONS, 1).with(Limit.TRANSFERS, 1).with(Limit.COMMANDS, 1000);

    @RegisterExtension
    static final NodeUnderTest node = NodeUnderTest.with(NodeUnderTestSettings.STANDARD
            .withIdleTimeouts(Duration.ofSeconds(3))
            .withConnectTimeout(Duration.ofSeconds(2))
            .withHandshakes(1, 1));

    NodeUnderTestPerson person;

    @BeforeEach
    void makePerson() {
        person = node.person("acme");
        person.limit(ONE);
    }

    @ParameterizedTest
    @MethodSource("dev.berth.SessionEnds#all")
    void the_next_one_has_the_place(SessionEnds.End end) throws IOException {
        end.doing().by(this);
        nextLogsIn();
        node.leaks().check(person);
    }

    void nextLogsIn() throws IOException {
        try (var client = logIn()) {
            NodeUnderTest.await("the place of a transfer", () -> hasStored(client));
            must(client.ask("QUIT"), 221);
        }
        NodeUnderTest.await("the place of a handshake", () -> {
            try (var client = new ControlClient(node.control("explicit"))) {
                must(client.reply(), 220);
                return client.ask("AUTH TLS").code() == 234;
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    ControlClient greeted() throws IOException {
        var client = new ControlClient(node.control("acme"));
        must(client.reply(), 220);
        return client;
    }

    ControlClient asked() throws IOException {
        ControlClient client = greeted();
        must(client.ask("USER " + person.user()), 331);
        return client;
    }

    ControlClient logIn() throws IOException {
        return LoggedInClient.of(node, person);
    }

    /// The session that the person has logged in to last.
    long session() {
        return node.events().stream()
                .filter(Event.LoginAccepted.class::isInstance)
                .map(Event.LoginAccepted.class::cast)
                .filter(login -> login.account().user().value().equals(person.user()))
                .reduce((_, later) -> later)
                .orElseThrow()
                .session();
    }

    static DataClient storing(ControlClient client) throws IOException {
        DataClient data = DataClient.dial(LoggedInClient.passive(client), null, false);
        must(client.ask("STOR a"), 150);
        return data;
    }

    /// A transfer may end a little later than its session.
    private static boolean hasStored(ControlClient client) {
        try (DataClient data = DataClient.dial(LoggedInClient.passive(client), null, false)) {
            int code = client.ask("STOR a").code();
            if (code == 150) {
                data.finish();
                must(client.reply(), 226);
            }
            assertThat(code).isIn(150, 450);
            return code == 150;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void store(ControlClient client) throws IOException {
        try (DataClient data = storing(client)) {
            data.send(new byte[10]);
            data.finish();
            must(client.reply(), 226);
        }
    }
}
