package dev.berth.control;

import static dev.berth.transcript.LoggedInClient.must;
import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.NodeUnderTest;
import dev.berth.NodeUnderTestPerson;
import dev.berth.NodeUnderTestSettings;
import dev.berth.account.LoginRefused.Reason;
import dev.berth.endpoint.TenantManners;
import dev.berth.observe.Event;
import dev.berth.transcript.Answer;
import dev.berth.transcript.ControlClient;
import dev.berth.transcript.TestTls;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SNIHostName;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// A listener of two tenants that takes notice of everything that can tell which one a session is for.
class TenantSignalsTest {

    @RegisterExtension
    static final NodeUnderTest node = NodeUnderTest.standard();

    private static final InetSocketAddress CLIENT = address("203.0.113.9", 50_001);
    private static final InetSocketAddress NOBODYS = address("198.51.100.99", 21);
    private static final InetSocketAddress QUAYS = address("198.51.100.7", 21);
    private static final InetSocketAddress WHARFS = address("198.51.100.7", 2121);

    private static final long LOGIN_DELAY = 100;

    private NodeUnderTestPerson quay;
    private NodeUnderTestPerson wharf;

    @BeforeEach
    void makePersons() {
        quay = node.person("quay");
        wharf = node.person("wharf");
    }

    private static InetSocketAddress address(String literal, int port) {
        return new InetSocketAddress(InetAddress.ofLiteral(literal), port);
    }

    private static ControlClient dialled(InetSocketAddress destination) throws IOException {
        var client = new ControlClient(node.control("signals"), InetAddress.ofLiteral(NodeUnderTestSettings.BALANCER));
        client.send(Headers.v2(CLIENT, destination));
        return client;
    }

    private static ControlClient greeted(InetSocketAddress destination) throws IOException {
        ControlClient client = dialled(destination);
        must(client.reply(), 220);
        return client;
    }

    private static void secure(ControlClient client, String name) throws IOException {
        must(client.ask("AUTH TLS"), 234);
        client.secure(TestTls.context(), socket -> {
            var parameters = socket.getSSLParameters();
            parameters.setServerNames(List.of(new SNIHostName(name)));
            socket.setSSLParameters(parameters);
        });
    }

    private static Answer login(ControlClient client, String user, NodeUnderTestPerson person) throws IOException {
        must(client.ask("USER " + user), 331);
        return client.ask("PASS " + person.password());
    }

    private long contradictions() {
        return node.events().stream()
                .filter(event -> event instanceof Event.LoginDenied denied && denied.reason() == Reason.CONTRADICTED)
                .count();
    }

    @Test
    void the_address_that_was_dialled_tells_the_tenant() throws IOException {
        try (ControlClient client = greeted(QUAYS)) {
            must(login(client, quay.user(), quay), 230);
        }
        try (ControlClient client = greeted(WHARFS)) {
            must(login(client, wharf.user(), wharf), 230);
        }
        try (ControlClient client = greeted(NOBODYS)) {
            must(login(client, quay.user(), quay), 530);
            must(login(client, "quay/" + quay.user(), quay), 230);
        }
    }

    @Test
    void the_name_in_the_handshake_tells_the_tenant() throws IOException {
        try (ControlClient client = greeted(NOBODYS)) {
            secure(client, "wharf.example");
            must(login(client, wharf.user(), wharf), 230);
            must(client.ask("REIN"), 220);
            must(login(client, wharf.user(), wharf), 230);
        }
        try (ControlClient client = greeted(NOBODYS)) {
            secure(client, "quay.ftp.example.net");
            must(client.ask("HOST wharf"), 504);
            must(client.ask("HOST quay.example"), 220);
            must(login(client, quay.user() + "@quay", quay), 230);
        }
        try (ControlClient client = greeted(NOBODYS)) {
            secure(client, "ftp.example.net");
            must(login(client, quay.user() + "@quay.example", quay), 230);
        }
    }

    @Test
    void whoever_names_two_tenants_is_told_what_a_wrong_password_is_told() throws IOException {
        long before = contradictions();
        try (ControlClient client = greeted(QUAYS)) {
            must(client.ask("HOST wharf"), 504);
            Answer wrong = login(client, "nobody", wharf);
            Answer other = login(client, wharf.user() + "@wharf", wharf);
            must(other, 530);
            assertThat(other).isEqualTo(wrong);
            must(login(client, quay.user() + "@quay", quay), 230);
        }
        try (ControlClient client = greeted(QUAYS)) {
            secure(client, "wharf.example");
            must(login(client, quay.user(), quay), 530);
            must(login(client, quay.user() + "@quay", quay), 530);
        }
        assertThat(contradictions()).isEqualTo(before + 3);
    }

    @Test
    void another_HOST_makes_good_what_a_first_one_said() throws IOException {
        try (ControlClient client = greeted(NOBODYS)) {
            must(client.ask("HOST wharf"), 220);
            secure(client, "quay.example");
            must(login(client, quay.user(), quay), 530);
            must(login(client, wharf.user(), wharf), 530);
            must(client.ask("HOST quay"), 220);
            must(login(client, quay.user(), quay), 230);
        }
    }

    /// Each is answered when the delay of a login is over, although the directory of this node answers at once. (It
    /// begins when the password has come, which is up to a millisecond before this test's clock says so.)
    @Test
    void unknown_tenants_contradictions_and_wrong_passwords_take_the_same_time() throws IOException {
        for (String user : List.of(quay.user() + "@quay", "x@quay", "x@nowhere", "nowhere|x", "nowhere/x", "x")) {
            assertThat(refusalMillis(NOBODYS, user)).as(user).isGreaterThanOrEqualTo(LOGIN_DELAY - 1);
        }
        for (String user : List.of(quay.user(), "x", wharf.user() + "@wharf", "wharf|x", "x@nowhere")) {
            assertThat(refusalMillis(QUAYS, user)).as(user).isGreaterThanOrEqualTo(LOGIN_DELAY - 1);
        }
    }

    private static long refusalMillis(InetSocketAddress destination, String user) throws IOException {
        try (ControlClient client = greeted(destination)) {
            must(client.ask("USER " + user), 331);
            long began = System.nanoTime();
            assertThat(client.ask("PASS wrong").toString()).isEqualTo("530 Login incorrect");
            return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began);
        }
    }

    @Test
    void a_tenant_that_was_dialled_greets_in_its_own_words() throws IOException {
        node.setManners(
                "wharf",
                new TenantManners(Optional.of("Welcome to the wharf"), ZoneOffset.UTC, Optional.empty(), List.of()));
        try (ControlClient client = dialled(WHARFS)) {
            assertThat(client.reply().toString()).isEqualTo("220 Welcome to the wharf");
        }
    }

    /// HEAD, which needs no data connection: not every curl sends the header on that.
    @Test
    @Tag("client")
    void curl_says_it_by_name_in_the_handshake() throws IOException, InterruptedException {
        Files.writeString(wharf.home().resolve("hello.txt"), "hello\n");
        int port = node.control("signals").getPort();
        Process curl = new ProcessBuilder(
                        "curl",
                        "-sSIk",
                        "--max-time",
                        "20",
                        "--haproxy-protocol",
                        "--interface",
                        NodeUnderTestSettings.BALANCER,
                        "--ssl-reqd",
                        "--resolve",
                        "wharf.example:" + port + ":127.0.0.1",
                        "-u",
                        wharf.user() + ":" + wharf.password(),
                        "ftp://wharf.example:" + port + "/hello.txt")
                .redirectErrorStream(true)
                .start();
        String said = new String(curl.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        assertThat(curl.waitFor()).as(said).isZero();
        assertThat(said).contains("Content-Length: 6");
    }
}
