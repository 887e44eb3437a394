package dev.berth.tls;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.NodeUnderTest;
import dev.berth.NodeUnderTestPerson;
import dev.berth.account.LoginRefused;
import dev.berth.observe.Event;
import dev.berth.tenant.TlsPolicy;
import dev.berth.tenant.TlsPolicy.Demand;
import dev.berth.tenant.TlsPolicy.Resumption;
import dev.berth.transcript.ControlClient;
import dev.berth.transcript.LoggedInClient;
import dev.berth.transcript.SecureClient;
import dev.berth.transcript.TestTls;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What a tenant may demand of TLS, and that nobody gets around it.
class TlsPolicyTest {

    @RegisterExtension
    static final NodeUnderTest node = NodeUnderTest.standard();

    private NodeUnderTestPerson person;

    @BeforeEach
    void arrive() throws IOException {
        person = node.person("acme");
        Files.writeString(person.home().resolve("a"), "hello");
    }

    @AfterEach
    void nothing_is_left() {
        node.leaks().check(person);
        node.demand("acme", TlsPolicy.DEFAULT);
    }

    @Test
    void no_password_is_asked_for_in_clear_when_logins_must_be_encrypted() throws IOException {
        node.demand("acme", new TlsPolicy(Demand.LOGIN, Resumption.PREFER, true, false));
        try (var client = new ControlClient(node.control("explicit"))) {
            LoggedInClient.must(client.reply(), 220);
            assertThat(client.ask("USER " + person.user()).toString())
                    .startsWith("530")
                    .contains("AUTH TLS");
        }
        assertThat(node.events())
                .anySatisfy(event -> assertThat(event).isInstanceOfSatisfying(Event.LoginDenied.class, denied -> {
                    assertThat(denied.login()).isEqualTo(person.user());
                    assertThat(denied.reason()).isEqualTo(LoginRefused.Reason.NOT_ENCRYPTED);
                }));
        try (var client = SecureClient.of(node, person)) {
            LoggedInClient.must(client.ask("PROT C"), 200);
            try (var data = SecureClient.clear(LoggedInClient.passive(client), client)) {
                LoggedInClient.must(client.ask("RETR a"), 150);
                assertThat(data.received()).isEqualTo("hello");
                LoggedInClient.must(client.reply(), 226);
            }
        }
    }

    @Test
    void on_a_shared_listener_the_login_says_whose_demand_it_is() throws IOException {
        node.demand("acme", new TlsPolicy(Demand.LOGIN, Resumption.PREFER, true, false));
        try (var client = new ControlClient(node.control("shared"))) {
            LoggedInClient.must(client.reply(), 220);
            LoggedInClient.must(client.ask("USER " + person.user() + "@acme"), 530);
            LoggedInClient.must(client.ask("USER somebody@zebra"), 331);
        }
    }

    @Test
    void no_data_goes_in_clear_when_data_must_be_encrypted() throws IOException {
        node.demand("acme", new TlsPolicy(Demand.EVERYTHING, Resumption.PREFER, true, false));
        try (var client = new ControlClient(node.control("explicit"))) {
            LoggedInClient.must(client.reply(), 220);
            LoggedInClient.must(client.ask("AUTH TLS"), 234);
            client.secure();
            LoggedInClient.must(client.ask("USER " + person.user()), 331);
            LoggedInClient.must(client.ask("PASS " + person.password()), 230);
            LoggedInClient.must(client.ask("PBSZ 0"), 200);
            LoggedInClient.must(client.ask("PROT C"), 534);
            assertThat(LoggedInClient.passive(client).getPort()).isPositive();
            assertThat(client.ask("RETR a").toString()).startsWith("522").contains("PROT P");
            LoggedInClient.must(client.ask("PROT P"), 200);
            try (var data = SecureClient.data(client)) {
                LoggedInClient.must(client.ask("RETR a"), 150);
                assertThat(data.received()).isEqualTo("hello");
                LoggedInClient.must(client.reply(), 226);
            }
        }
    }

    /// That one's own session is taken, and another's is not, is tried with a client that can resume: see
    /// [RealClientsTest].
    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void who_does_not_resume_the_session_gets_no_data(String version) throws IOException {
        node.demand("acme", new TlsPolicy(Demand.NOTHING, Resumption.REQUIRE, true, false));
        try (var client = client(TestTls.context(), version)) {
            assertThat(retrieve(client, TestTls.context(), version)).isEqualTo(522);
            LoggedInClient.must(client.ask("NOOP"), 200);
        }
        assertThat(node.events())
                .anyMatch(event -> event instanceof Event.DataSecured secured
                        && secured.protocol().equals(version)
                        && !secured.resumed());
    }

    @Test
    void an_upload_without_close_notify_is_taken_by_a_tenant_that_is_lenient() throws IOException {
        node.demand("acme", new TlsPolicy(Demand.NOTHING, Resumption.PREFER, false, false));
        try (var client = SecureClient.of(node, person)) {
            InetSocketAddress port = LoggedInClient.passive(client);
            try (var tcp = new Socket(port.getAddress(), port.getPort())) {
                client.send("STOR b\r\n");
                LoggedInClient.must(client.reply(), 150);
                var tls = TestTls.layer(tcp);
                tls.getOutputStream().write("all of it".getBytes(ISO_8859_1));
                tls.getOutputStream().flush();
                tcp.shutdownOutput();
                LoggedInClient.must(client.reply(), 226);
            }
            assertThat(person.home().resolve("b")).hasContent("all of it");
        }
        assertThat(node.events()).anyMatch(event -> event instanceof Event.DataSecured secured && secured.unsaid());
    }

    private ControlClient client(SSLContext context, String version) throws IOException {
        var client = new ControlClient(node.control("explicit"));
        LoggedInClient.must(client.reply(), 220);
        LoggedInClient.must(client.ask("AUTH TLS"), 234);
        client.secure(context, socket -> socket.setEnabledProtocols(new String[] {version}));
        LoggedInClient.must(client.ask("USER " + person.user()), 331);
        LoggedInClient.must(client.ask("PASS " + person.password()), 230);
        LoggedInClient.must(client.ask("PBSZ 0"), 200);
        LoggedInClient.must(client.ask("PROT P"), 200);
        return client;
    }

    /// Retrieves a file with a data connection of that context.
    ///
    /// @return the code of the reply that ends it
    private static int retrieve(ControlClient client, SSLContext context, String version) throws IOException {
        InetSocketAddress port = LoggedInClient.passive(client);
        try (var tcp = new Socket(port.getAddress(), port.getPort())) {
            LoggedInClient.must(client.ask("RETR a"), 150);
            var tls = TestTls.layer(tcp, context, client.server());
            tls.setEnabledProtocols(new String[] {version});
            try {
                tls.getInputStream().readAllBytes();
            } catch (IOException refused) {
                // told by the reply
            }
            return client.reply().code();
        }
    }
}
