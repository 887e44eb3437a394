package dev.berth.tls;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.berth.NodeUnderTest;
import dev.berth.NodeUnderTestPerson;
import dev.berth.tenant.TlsPolicy;
import dev.berth.tenant.TlsPolicy.Demand;
import dev.berth.tenant.TlsPolicy.Resumption;
import dev.berth.transcript.ControlClient;
import dev.berth.transcript.LoggedInClient;
import dev.berth.transcript.SecureClient;
import dev.berth.transcript.TestTls;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// How data connections end: close_notify from both sides, FIN, then 226 (RFC 8446 §6.1: "Both parties need not wait
/// to receive a close_notify alert before closing their read side", but who has not got one cannot tell the end from
/// a truncation).
class EndOfStreamTest {

    /// A little less than `tls.closeTimeout` of a node under test.
    private static final long WAITED_MILLIS = 400;

    /// Of a record; its last two octets are the length of what follows (RFC 8446 §5.1).
    private static final int HEADER = 5;

    /// With the JDK's padding; a ticket is far longer.
    private static final int LONGEST_ALERT = 64;

    @RegisterExtension
    static final NodeUnderTest node = NodeUnderTest.standard();

    private NodeUnderTestPerson person;

    @BeforeEach
    void arrive() {
        person = node.person("acme");
    }

    @AfterEach
    void nothing_is_left() {
        node.demand("acme", TlsPolicy.DEFAULT);
        node.leaks().check(person);
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void a_download_ends_with_close_notify_and_then_fin(String version) throws IOException {
        Files.writeString(person.home().resolve("a"), "hello");
        try (var client = SecureClient.of(node, person);
                var tcp = dialled(client);
                var tls = secured(tcp, version)) {
            LoggedInClient.must(client.ask("RETR a"), 150);
            // The JDK throws here if the end comes without close_notify.
            assertThat(new String(tls.getInputStream().readAllBytes(), ISO_8859_1))
                    .isEqualTo("hello");
            tls.shutdownOutput();
            LoggedInClient.must(client.reply(), 226);
            assertThat(tcp.getInputStream().read()).isEqualTo(-1);
        }
    }

    /// The wait for it is bounded, and there is one, even when everything has been sent as the handshake ends.
    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void a_client_that_says_no_close_notify_is_waited_for_but_not_forever(String version) throws IOException {
        Files.writeString(person.home().resolve("a"), "hello");
        try (var client = SecureClient.of(node, person);
                var tcp = dialled(client);
                var tls = secured(tcp, version)) {
            LoggedInClient.must(client.ask("RETR a"), 150);
            long began = System.nanoTime();
            tls.startHandshake();
            // Below TLS, which would answer.
            assertThat(tcp.getInputStream().readAllBytes()).isNotEmpty();
            LoggedInClient.must(client.reply(), 226);
            assertThat(System.nanoTime() - began).isGreaterThan(TimeUnit.MILLISECONDS.toNanos(WAITED_MILLIS));
        }
    }

    /// A client that only sends may leave without reading: a ticket that comes then is answered by a reset, and what is
    /// still on its way is lost. BoringSSL's come with its own part of the handshake.
    @Test
    void an_upload_is_told_nothing_after_its_handshake_but_the_end() throws IOException {
        assumeTrue(System.getProperty("berth.tls.engine", "").equals("JDK"));
        try (var client = SecureClient.of(node, person);
                var tcp = dialled(client);
                var tls = secured(tcp, "TLSv1.3")) {
            client.send("STOR a\r\n");
            LoggedInClient.must(client.reply(), 150);
            tls.startHandshake();
            tls.getOutputStream().write("hello".getBytes(ISO_8859_1));
            tls.shutdownOutput();
            LoggedInClient.must(client.reply(), 226);
            byte[] rest = tcp.getInputStream().readAllBytes();
            assertThat(rest).hasSizeLessThan(LONGEST_ALERT);
            assertThat(rest[HEADER - 1] + HEADER).as("one record").isEqualTo(rest.length);
        }
    }

    @ParameterizedTest
    @CsvSource({"TLSv1.2,fin", "TLSv1.3,fin", "TLSv1.2,reset", "TLSv1.3,reset"})
    void a_truncated_upload_replaces_nothing(String version, String how) throws IOException {
        Files.writeString(person.home().resolve("kept"), "old");
        try (var client = SecureClient.of(node, person)) {
            cut(client, version, how, "kept");
            // A reset may overtake the end of the handshake.
            assertThat(client.reply().code()).isIn(how.equals("fin") ? List.of(426) : List.of(426, 522));
            assertThat(person.home().resolve("kept")).hasContent("old");
            LoggedInClient.must(client.ask("NOOP"), 200);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void a_lenient_tenant_takes_it(String version) throws IOException {
        node.demand("acme", new TlsPolicy(Demand.NOTHING, Resumption.PREFER, false, false));
        try (var client = SecureClient.of(node, person)) {
            cut(client, version, "fin", "new");
            LoggedInClient.must(client.reply(), 226);
            assertThat(person.home().resolve("new")).hasContent("half of");
        }
    }

    private static void cut(ControlClient client, String version, String how, String name) throws IOException {
        try (var tcp = dialled(client)) {
            client.send("STOR " + name + "\r\n");
            LoggedInClient.must(client.reply(), 150);
            SSLSocket tls = secured(tcp, version);
            tls.getOutputStream().write("half of".getBytes(ISO_8859_1));
            tls.getOutputStream().flush();
            if (how.equals("fin")) {
                tcp.shutdownOutput();
            } else {
                tcp.setSoLinger(true, 0);
            }
        }
    }

    private static Socket dialled(ControlClient client) throws IOException {
        var tcp = new Socket();
        tcp.setSoTimeout((int) ControlClient.PATIENCE.toMillis());
        tcp.connect(LoggedInClient.passive(client));
        return tcp;
    }

    private static SSLSocket secured(Socket tcp, String version) throws IOException {
        SSLSocket tls = TestTls.layer(tcp);
        tls.setEnabledProtocols(new String[] {version});
        return tls;
    }
}
