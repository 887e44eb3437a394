package dev.berth.tls;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.berth.NodeUnderTest;
import dev.berth.NodeUnderTestPerson;
import dev.berth.observe.Event;
import dev.berth.transcript.ControlClient;
import dev.berth.transcript.DataClient;
import dev.berth.transcript.LoggedInClient;
import dev.berth.transcript.SecureClient;
import dev.berth.transcript.TestTls;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.util.Random;
import java.util.stream.Stream;
import javax.net.ssl.SSLParameters;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// FTPS with the JDK as its client, and what somebody on the way may try.
class FtpsTest {

    private static final int MEGABYTES = 3 << 20;

    @RegisterExtension
    static final NodeUnderTest node = NodeUnderTest.standard();

    private NodeUnderTestPerson person;

    @BeforeEach
    void arrive() {
        person = node.person("acme");
    }

    @AfterEach
    void nothing_is_left() {
        node.leaks().check(person);
    }

    @Test
    void a_large_file_arrives_whole_both_ways() throws IOException {
        byte[] content = new byte[MEGABYTES];
        new Random(7).nextBytes(content);
        try (var client = SecureClient.of(node, person)) {
            try (DataClient up = SecureClient.data(client)) {
                client.send("STOR large\r\n");
                LoggedInClient.must(client.reply(), 150);
                up.send(content);
                up.finish();
                LoggedInClient.must(client.reply(), 226);
            }
            assertThat(Files.readAllBytes(person.home().resolve("large"))).isEqualTo(content);
            try (DataClient down = SecureClient.data(client)) {
                LoggedInClient.must(client.ask("RETR large"), 150);
                assertThat(down.received()).isEqualTo(new String(content, ISO_8859_1));
                LoggedInClient.must(client.reply(), 226);
            }
        }
    }

    @Test
    void implicit_works_as_well() throws IOException {
        Files.writeString(person.home().resolve("a"), "hello");
        try (var client = SecureClient.implicit(node, person);
                var data = SecureClient.data(client)) {
            LoggedInClient.must(client.ask("RETR a"), 150);
            assertThat(data.received()).isEqualTo("hello");
            LoggedInClient.must(client.reply(), 226);
            LoggedInClient.must(client.ask("QUIT"), 221);
            client.awaitClose();
        }
    }

    /// RFC 8446 §6.1: "Failure to receive close_notify ... may indicate a truncation attack".
    @Test
    void an_upload_that_is_cut_is_not_published() throws IOException {
        Files.writeString(person.home().resolve("kept"), "old");
        try (var client = SecureClient.of(node, person)) {
            InetSocketAddress port = LoggedInClient.passive(client);
            try (var tcp =
                    new Socket(client.localAddress().isLoopbackAddress() ? port.getAddress() : null, port.getPort())) {
                client.send("STOR kept\r\n");
                LoggedInClient.must(client.reply(), 150);
                var tls = TestTls.layer(tcp);
                tls.getOutputStream().write("half of".getBytes(ISO_8859_1));
                tls.getOutputStream().flush();
                tcp.shutdownOutput();
                LoggedInClient.must(client.reply(), 426);
            }
            assertThat(person.home().resolve("kept")).hasContent("old");
            LoggedInClient.must(client.ask("NOOP"), 200);
        }
    }

    @Test
    void abor_ends_a_private_download() throws IOException {
        Files.write(person.home().resolve("large"), new byte[MEGABYTES * 8]);
        try (var client = SecureClient.of(node, person);
                var data = DataClient.dial(LoggedInClient.passive(client), client.localAddress(), true, true)) {
            data.send(new byte[0]);
            client.send("RETR large\r\n");
            LoggedInClient.must(client.reply(), 150);
            client.send("ABOR\r\n");
            LoggedInClient.must(client.reply(), 426);
            LoggedInClient.must(client.reply(), 226);
            assertThatThrownBy(data::received).isInstanceOf(IOException.class);
        }
    }

    /// A third party at the client's own address that knows the port, and takes it before the client does.
    @Test
    void a_stolen_data_connection_gets_no_more_than_a_handshake() throws IOException {
        Files.writeString(person.home().resolve("secret"), "secret");
        try (var client = SecureClient.of(node, person);
                var thief = SecureClient.clear(LoggedInClient.passive(client), client)) {
            client.send("RETR secret\r\n");
            LoggedInClient.must(client.reply(), 150);
            thief.send("give it to me\r\n".getBytes(ISO_8859_1));
            LoggedInClient.must(client.reply(), 522);
            thief.awaitEnd();
            assertThat(thief.sofar()).doesNotContain("secret");
        }
    }

    /// RFC 5746 and CVE-2009-3555; TLS 1.3 has none (RFC 8446 §4.1.2).
    @Test
    void a_client_cannot_renegotiate() throws IOException {
        try (var socket = new Socket()) {
            socket.connect(node.control("implicit"));
            var tls = TestTls.layer(socket);
            var parameters = new SSLParameters();
            parameters.setProtocols(new String[] {"TLSv1.2"});
            tls.setSSLParameters(parameters);
            tls.startHandshake();
            tls.setSoTimeout((int) ControlClient.PATIENCE.toMillis());
            assertThatThrownBy(() -> {
                        tls.startHandshake();
                        tls.getOutputStream().write("NOOP\r\n".getBytes(ISO_8859_1));
                        while (tls.getInputStream().read() >= 0) {}
                        throw new EOFException("it was ended");
                    })
                    .isInstanceOf(IOException.class)
                    .isNotInstanceOf(SocketTimeoutException.class);
        }
    }

    /// RFC 8446 §5.1: "The length MUST NOT exceed 2^14 bytes"; §5.2: "An endpoint that receives a record that
    /// exceeds this length MUST terminate the connection".
    @Test
    void a_record_that_is_too_long_ends_the_connection() throws IOException {
        try (var socket = new Socket()) {
            socket.connect(node.control("implicit"));
            socket.setSoTimeout((int) ControlClient.PATIENCE.toMillis());
            byte[] record = new byte[5 + 0xFFFF];
            record[0] = 0x16;
            record[1] = 3;
            record[2] = 1;
            record[3] = (byte) 0xFF;
            record[4] = (byte) 0xFF;
            try {
                socket.getOutputStream().write(record);
                socket.getInputStream().transferTo(java.io.OutputStream.nullOutputStream());
            } catch (java.net.SocketException reset) {
                assertThat(reset).isNotNull();
            }
        }
        NodeUnderTest.await("the session to be cut", () -> cuts(Event.Cut.HANDSHAKE_FAILED) > 0);
    }

    @Test
    void another_protocol_by_alpn_is_refused_and_ftp_is_taken() throws IOException {
        assertThat(spoken("ftp")).isEqualTo("ftp");
        assertThatThrownBy(() -> spoken("http/1.1")).isInstanceOf(IOException.class);
    }

    @Test
    void injected_commands_are_told_in_the_log() throws IOException {
        long before = cuts(Event.Cut.INJECTION);
        try (var client = new ControlClient(node.control("explicit"))) {
            LoggedInClient.must(client.reply(), 220);
            client.send("AUTH TLS\r\nUSER mallory\r\n");
            LoggedInClient.must(client.reply(), 421);
            client.awaitClose();
        }
        NodeUnderTest.await("a line in the log", () -> cuts(Event.Cut.INJECTION) == before + 1);
    }

    private String spoken(String protocol) throws IOException {
        try (var socket = new Socket()) {
            socket.connect(node.control("implicit"));
            var tls = TestTls.layer(socket);
            var parameters = tls.getSSLParameters();
            parameters.setApplicationProtocols(new String[] {protocol});
            tls.setSSLParameters(parameters);
            tls.startHandshake();
            return tls.getApplicationProtocol();
        }
    }

    private static long cuts(Event.Cut reason) {
        return node.events().stream()
                .flatMap(event -> event instanceof Event.SessionCut cut ? Stream.of(cut) : Stream.empty())
                .filter(cut -> cut.reason() == reason)
                .count();
    }
}
