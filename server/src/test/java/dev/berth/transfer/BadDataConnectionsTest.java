package dev.berth.transfer;

import static dev.berth.transcript.LoggedInClient.must;
import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.NodeUnderTest;
import dev.berth.NodeUnderTestPerson;
import dev.berth.NodeUnderTestSettings;
import dev.berth.observe.Event;
import dev.berth.transcript.ControlClient;
import dev.berth.transcript.DataClient;
import dev.berth.transcript.LoggedInClient;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Data connections as nobody wants them; none leaves a port, a socket or a timer behind.
class BadDataConnectionsTest {

    @RegisterExtension
    static final NodeUnderTest node = NodeUnderTest.with(NodeUnderTestSettings.STANDARD.withPassivePorts(2));

    private static final InetAddress STRANGER = InetAddress.ofLiteral("127.0.0.66");

    private static int clients = 100;

    /// Each test is a client of its own, so that no port is in quarantine for it.
    private InetAddress home;

    private NodeUnderTestPerson person;

    @BeforeEach
    void makePerson() throws IOException {
        home = InetAddress.ofLiteral("127.0.0." + clients++);
        person = node.person("acme");
        Files.writeString(person.home().resolve("hello.txt"), "hello\n");
    }

    @AfterEach
    void nothing_is_left() {
        node.leaks().check(person);
    }

    @Test
    void a_stranger_that_comes_first_and_in_numbers_gets_nothing_and_disturbs_nobody() throws IOException {
        try (ControlClient client = dial()) {
            InetSocketAddress port = LoggedInClient.passive(client);
            for (int i = 0; i < 200; i++) {
                sentAway(port, STRANGER);
            }
            fetch(client, port);
        }
        assertThat(node.events())
                .anyMatch(event -> event instanceof Event.DataForeign foreign
                        && foreign.peer().equals(STRANGER));
    }

    @Test
    void a_stranger_that_connects_and_stalls_is_sent_away_at_once() throws IOException {
        try (ControlClient client = dial()) {
            InetSocketAddress port = LoggedInClient.passive(client);
            try (DataClient stalled = DataClient.dial(port, STRANGER, true)) {
                fetch(client, port);
                stalled.awaitEnd();
                assertThat(stalled.sofar()).isEmpty();
            } catch (SocketException _) {
                fetch(client, port); // sent away even before it knew that it was connected
            }
        }
    }

    @Test
    void the_second_connection_of_the_same_client_is_closed_and_the_first_stays() throws IOException {
        try (ControlClient client = dial()) {
            InetSocketAddress port = LoggedInClient.passive(client);
            try (DataClient first = DataClient.dial(port, home, false)) {
                NodeUnderTest.await("the first to arrive", () -> arrivedAt(port));
                sentAway(port, home);
                must(client.ask("RETR hello.txt"), 150);
                assertThat(first.received()).isEqualTo("hello\n");
                must(client.reply(), 226);
            }
        }
    }

    @Test
    void two_hundred_pasv_in_a_row_never_use_the_ports_up_and_the_last_one_counts() throws IOException {
        try (ControlClient client = dial()) {
            InetSocketAddress port = LoggedInClient.passive(client);
            for (int i = 1; i < 200; i++) {
                port = LoggedInClient.passive(client);
            }
            fetch(client, port);
        }
    }

    @Test
    void pasv_port_pasv() throws IOException {
        try (ControlClient client = dial()) {
            InetSocketAddress first = LoggedInClient.passive(client);
            must(client.ask("PORT " + home.getHostAddress().replace('.', ',') + ",200,200"), 200);
            InetSocketAddress second = LoggedInClient.passive(client);
            assertThat(second).as("the first is in quarantine").isNotEqualTo(first);
            fetch(client, second);
        }
    }

    @Test
    void pasv_and_away() throws IOException {
        try (ControlClient client = dial()) {
            LoggedInClient.passive(client);
            client.reset();
        }
        try (ControlClient client = dial()) {
            LoggedInClient.passive(client);
        }
    }

    @Test
    void port_only_to_oneself_and_to_no_service() throws IOException {
        InetAddress mine = InetAddress.ofLiteral("127.0.0.5");
        try (ControlClient client = LoggedInClient.of(node.control("acme"), person, mine)) {
            must(client.ask("PORT 127,0,0,1,200,200"), 501);
            must(client.ask("PORT 127,0,0,6,200,200"), 501);
            must(client.ask("PORT 127,0,0,5,0,25"), 501);
            must(client.ask("PORT 127,0,0,5,0,0"), 501);
            must(client.ask("EPRT |3|127.0.0.5|50000|"), 522);
            must(client.ask("EPRT |2|::1|50000|"), 501);
            must(client.ask("LIST"), 425);
            must(client.ask("NOOP"), 200);
        }
    }

    @Test
    void who_waits_for_a_port_is_served_when_one_is_free() throws IOException {
        try (ControlClient first = dial();
                ControlClient second = dial();
                ControlClient third = dial()) {
            InetSocketAddress port = LoggedInClient.passive(first);
            LoggedInClient.passive(second);
            third.send("EPSV\r\n");
            must(first.ask("NOOP"), 200);
            fetch(first, port);
            must(third.reply(), 229);
        }
    }

    @Test
    void who_waits_in_vain_is_told() throws IOException {
        try (ControlClient first = dial();
                ControlClient second = dial();
                ControlClient third = dial()) {
            LoggedInClient.passive(first);
            LoggedInClient.passive(second);
            must(third.ask("EPSV"), 425);
            must(third.ask("NOOP"), 200);
        }
    }

    @Test
    void an_urgent_command_ends_the_wait() throws IOException {
        try (ControlClient first = dial();
                ControlClient second = dial();
                ControlClient third = dial()) {
            LoggedInClient.passive(first);
            LoggedInClient.passive(second);
            for (String urgent : List.of("NOOP", "STAT", "ABOR", "QUIT")) {
                third.send("EPSV\r\n");
                third.send(urgent + "\r\n");
                must(third.reply(), 425);
                assertThat(third.reply().code()).isIn(200, 211, 226, 221);
            }
        }
    }

    @Test
    void who_leaves_while_waiting_waits_no_more() throws IOException {
        try (ControlClient first = dial();
                ControlClient second = dial()) {
            LoggedInClient.passive(first);
            LoggedInClient.passive(second);
            try (ControlClient third = dial()) {
                third.send("EPSV\r\n");
                third.reset();
            }
        }
    }

    private ControlClient dial() throws IOException {
        return LoggedInClient.of(node.control("acme"), person, home);
    }

    private static void sentAway(InetSocketAddress port, InetAddress from) throws IOException {
        try (DataClient unwanted = DataClient.dial(port, from, false)) {
            unwanted.awaitEnd();
            assertThat(unwanted.sofar()).isEmpty();
        } catch (SocketException _) {
            // Sent away even before it knew that it was connected.
        }
    }

    private static boolean arrivedAt(InetSocketAddress port) {
        return node.events().stream()
                .anyMatch(event -> event instanceof Event.DataArrived arrived && arrived.port() == port.getPort());
    }

    private void fetch(ControlClient client, InetSocketAddress port) throws IOException {
        try (DataClient data = DataClient.dial(port, home, false)) {
            must(client.ask("RETR hello.txt"), 150);
            assertThat(data.received()).isEqualTo("hello\n");
            must(client.reply(), 226);
        }
    }
}
