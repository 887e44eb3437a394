package dev.berth.control;

import static dev.berth.transcript.LoggedInClient.must;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.berth.NodeUnderTest;
import dev.berth.NodeUnderTestPerson;
import dev.berth.NodeUnderTestSettings;
import dev.berth.observe.NodeEvent;
import dev.berth.transcript.ControlClient;
import dev.berth.transcript.DataClient;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Listeners behind a load balancer that sends PROXY headers: what they say is believed, what is wrong with them
/// ends the connection before any octet is answered.
class ProxiedListenerTest {

    @RegisterExtension
    static final NodeUnderTest node = NodeUnderTest.standard();

    private static final InetSocketAddress CLIENT = new InetSocketAddress(InetAddress.ofLiteral("203.0.113.9"), 50_001);
    private static final InetSocketAddress OTHER = new InetSocketAddress(InetAddress.ofLiteral("203.0.113.66"), 50_002);
    private static final InetSocketAddress DIALLED = new InetSocketAddress(InetAddress.ofLiteral("198.51.100.1"), 21);
    private static final InetAddress BALANCER = InetAddress.ofLiteral(NodeUnderTestSettings.BALANCER);

    private NodeUnderTestPerson person;

    @BeforeEach
    void makePerson() throws IOException {
        person = node.person("quay");
        Files.writeString(person.home().resolve("hello.txt"), "hello\n");
    }

    @AfterEach
    void nothing_is_left() {
        node.leaks().check(person);
    }

    @Test
    void the_header_tells_who_the_client_is_and_what_it_dialled() throws IOException {
        for (String header : List.of(
                Headers.v1(CLIENT, DIALLED), Headers.v2(CLIENT, DIALLED), Headers.v2Padded(CLIENT, DIALLED, 500))) {
            try (ControlClient client = loggedIn(header)) {
                assertThat(client.ask("STAT").toString()).contains("203.0.113.9");
                String passive = client.ask("PASV").text();
                assertThat(passive).contains("(198,51,100,1,");
                client.send("RETR hello.txt\r\n");
                try (DataClient data = dialled(port(passive), Headers.v2(CLIENT, DIALLED))) {
                    assertThat(data.received()).isEqualTo("hello\n");
                }
                must(client.reply(), 150);
                must(client.reply(), 226);
            }
        }
    }

    @Test
    void an_ipv6_client_gets_its_data_by_epsv() throws IOException {
        var from = new InetSocketAddress(InetAddress.ofLiteral("2001:db8::9"), 50_001);
        var to = new InetSocketAddress(InetAddress.ofLiteral("2001:db8::1"), 21);
        try (ControlClient client = loggedIn(Headers.v1(from, to))) {
            must(client.ask("PASV"), 425);
            int port = extendedPort(client.ask("EPSV").text());
            client.send("RETR hello.txt\r\n");
            try (DataClient data = dialled(port, Headers.v1(from, to))) {
                assertThat(data.received()).isEqualTo("hello\n");
            }
            must(client.reply(), 150);
            must(client.reply(), 226);
        }
    }

    @Test
    void data_of_another_client_behind_the_same_balancer_is_closed_and_disturbs_nobody() throws IOException {
        try (ControlClient client = loggedIn(Headers.v2(CLIENT, DIALLED))) {
            int port = extendedPort(client.ask("EPSV").text());
            try (DataClient thief = dialled(port, Headers.v2(OTHER, DIALLED))) {
                thief.awaitEnd();
                assertThat(thief.sofar()).isEmpty();
            }
            client.send("RETR hello.txt\r\n");
            try (DataClient data = dialled(port, Headers.v2(CLIENT, DIALLED))) {
                assertThat(data.received()).isEqualTo("hello\n");
            }
            must(client.reply(), 150);
            must(client.reply(), 226);
        }
    }

    @Test
    void a_header_may_come_octet_by_octet_and_with_a_command_behind_it() throws IOException {
        try (ControlClient client = dialled()) {
            for (char octet : Headers.v2(CLIENT, DIALLED).toCharArray()) {
                client.send(String.valueOf(octet));
            }
            must(client.reply(), 220);
            must(client.ask("NOOP"), 200);
        }
        try (ControlClient client = dialled()) {
            client.send(Headers.v1(CLIENT, DIALLED) + "NOOP\r\nSYST\r\n");
            must(client.reply(), 220);
            must(client.reply(), 200);
            must(client.reply(), 215);
        }
    }

    @Test
    void a_health_check_is_greeted() throws IOException {
        for (String header : List.of(Headers.v1Unknown(), Headers.v2Local(CLIENT, DIALLED))) {
            try (ControlClient client = dialled()) {
                client.send(header);
                must(client.reply(), 220);
                must(client.ask("QUIT"), 221);
            }
        }
    }

    @Test
    void a_health_check_of_a_data_port_is_closed() throws IOException {
        int port = node.range("proxied").first();
        try (DataClient check = dialled(port, Headers.v2Local(CLIENT, DIALLED))) {
            check.awaitEnd();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "USER somebody that is no proxy\r\n",
                "PROXY TCP4 203.0.113.9 198.51.100.1 70000 21\r\n",
                "PROXY TCP4 203.0.113.9 somewhere 50001 21\r\n",
                "PROXY TCP9 203.0.113.9 198.51.100.1 50001 21\r\n",
                "PROXY TCP4 203.0.113.9 198.51.100.1\r\n"
            })
    void what_is_no_header_ends_the_connection_without_a_word(String octets) throws IOException {
        refused(octets, "MALFORMED");
    }

    @Test
    void a_header_without_an_end_ends_the_connection() throws IOException {
        refused("PROXY TCP4 " + "1".repeat(400), "MALFORMED");
    }

    @Test
    void a_header_with_too_much_in_it_ends_the_connection() throws IOException {
        refused(Headers.v2Padded(CLIENT, DIALLED, 20_000), "MALFORMED");
    }

    @Test
    void a_header_about_datagrams_ends_the_connection() throws IOException {
        refused(Headers.v2Datagram(CLIENT, DIALLED), "MALFORMED");
    }

    @Test
    void a_header_that_stays_away_ends_the_connection() throws IOException {
        refused("", "LATE");
        refused("PROXY TCP4 203.0.113.9 ", "LATE");
    }

    @Test
    void a_data_connection_without_header_is_closed_and_disturbs_nobody() throws IOException {
        try (ControlClient client = loggedIn(Headers.v2(CLIENT, DIALLED))) {
            int port = extendedPort(client.ask("EPSV").text());
            try (DataClient bare = dialled(port, "no header at all")) {
                bare.awaitEnd();
            }
            client.send("RETR hello.txt\r\n");
            try (DataClient data = dialled(port, Headers.v2(CLIENT, DIALLED))) {
                assertThat(data.received()).isEqualTo("hello\n");
            }
            must(client.reply(), 150);
            must(client.reply(), 226);
        }
    }

    @Test
    void nobody_else_may_send_headers() throws IOException {
        long before = refusals("UNTRUSTED");
        try (ControlClient stranger = new ControlClient(node.control("proxied"), InetAddress.ofLiteral("127.0.0.9"))) {
            assertThatThrownBy(() -> {
                        stranger.send(Headers.v2(CLIENT, DIALLED));
                        must(stranger.reply(), 220);
                    })
                    .isInstanceOf(IOException.class);
        }
        NodeUnderTest.await("the refusal to be told", () -> refusals("UNTRUSTED") > before);
    }

    private void refused(String octets, String why) throws IOException {
        long before = refusals(why);
        try (ControlClient client = dialled()) {
            client.send(octets);
            client.awaitClose();
        }
        NodeUnderTest.await("the refusal to be told", () -> refusals(why) > before);
    }

    private static long refusals(String why) {
        return node.events().stream()
                .filter(event -> event instanceof NodeEvent.HeaderRefused refused
                        && refused.why().equals(why))
                .count();
    }

    private ControlClient loggedIn(String header) throws IOException {
        ControlClient client = dialled();
        client.send(header);
        must(client.reply(), 220);
        must(client.ask("USER " + person.user() + "@quay"), 331);
        must(client.ask("PASS " + person.password()), 230);
        must(client.ask("TYPE I"), 200);
        return client;
    }

    private static ControlClient dialled() throws IOException {
        return new ControlClient(node.control("proxied"), BALANCER);
    }

    private static DataClient dialled(int port, String header) throws IOException {
        var server = new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port);
        DataClient data = DataClient.dial(server, BALANCER, false);
        data.send(header.getBytes(ISO_8859_1));
        return data;
    }

    private static int port(String passive) {
        String[] numbers = passive.replaceAll(".*\\(([0-9,]+)\\).*", "$1").split(",", -1);
        return Integer.parseInt(numbers[4]) * 256 + Integer.parseInt(numbers[5]);
    }

    private static int extendedPort(String text) {
        return Integer.parseInt(text.replaceAll(".*\\(\\|\\|\\|(\\d+)\\|\\).*", "$1"));
    }
}
