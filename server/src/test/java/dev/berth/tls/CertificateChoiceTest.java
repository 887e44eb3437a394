package dev.berth.tls;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.NodeUnderTest;
import dev.berth.observe.NodeEvent;
import dev.berth.transcript.ControlClient;
import dev.berth.transcript.LoggedInClient;
import dev.berth.transcript.TestTls;
import java.io.IOException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Which certificate a client is shown.
class CertificateChoiceTest {

    @RegisterExtension
    static final NodeUnderTest node = NodeUnderTest.standard();

    private static final String RSA_ONLY = "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256";
    private static final String ECDSA_ONLY = "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256";

    @Test
    void the_name_that_is_asked_for_decides_and_a_swap_is_seen_by_new_handshakes() throws IOException {
        node.certify("acme", "web", TestCertificates.ecdsa("ftp.acme.example", "*.acme.example"));
        assertThat(shown("ftp.acme.example", "")).isEqualTo("ftp.acme.example");
        assertThat(shown("any.acme.example", "")).isEqualTo("ftp.acme.example");
        try (var old = new ControlClient(node.control("explicit"))) {
            LoggedInClient.must(old.reply(), 220);
            LoggedInClient.must(old.ask("AUTH TLS"), 234);
            old.secure();
            node.certify("acme", "web", TestCertificates.ecdsa("new.acme.example", "ftp.acme.example"));
            assertThat(shown("ftp.acme.example", "")).isEqualTo("new.acme.example");
            LoggedInClient.must(old.ask("NOOP"), 200);
        }
    }

    @Test
    void rsa_and_ecdsa_stand_side_by_side() throws IOException {
        node.certify("acme", "rsa", TestCertificates.rsa("rsa.both.example", "both.example"));
        node.certify("acme", "ecdsa", TestCertificates.ecdsa("ecdsa.both.example", "both.example"));
        assertThat(shown("both.example", RSA_ONLY)).isEqualTo("rsa.both.example");
        assertThat(shown("both.example", ECDSA_ONLY)).isEqualTo("ecdsa.both.example");
        assertThat(shown("both.example", "")).isEqualTo("ecdsa.both.example");
    }

    /// Nobody learns by asking who else is a customer here.
    @Test
    void a_name_of_a_tenant_that_is_not_served_there_is_not_shown() throws IOException {
        node.certify("zebra", "web", TestCertificates.ecdsa("ftp.zebra.example"));
        node.certify("acme", "own", TestCertificates.ecdsa("own.acme.example"));
        assertThat(shown("ftp.zebra.example", "")).isNotEqualTo("ftp.zebra.example");
    }

    /// RFC 7151 §3.1: HOST comes before AUTH, so that the server can show the certificate of that host.
    @Test
    void host_before_auth_decides_for_a_client_that_asks_for_no_name() throws IOException {
        node.certify("acme", "host", TestCertificates.ecdsa("host.acme.example"));
        node.certify("zebra", "host", TestCertificates.ecdsa("host.zebra.example"));
        for (String tenant : List.of("acme", "zebra")) {
            var seen = new AtomicReference<SSLSocket>();
            try (var client = new ControlClient(node.control("shared-explicit"))) {
                LoggedInClient.must(client.reply(), 220);
                LoggedInClient.must(client.ask("HOST " + tenant), 220);
                LoggedInClient.must(client.ask("AUTH TLS"), 234);
                client.secure(TestTls.context(), seen::set);
                LoggedInClient.must(client.ask("NOOP"), 200);
                assertThat(name(seen.get())).isEqualTo("host." + tenant + ".example");
            }
        }
    }

    @Test
    void a_certificate_that_ends_soon_is_told() {
        node.certify("acme", "short", TestCertificates.rsa(2048, Duration.ofDays(20), "short.example"));
        NodeUnderTest.await(
                "the end is told",
                () -> node.events().stream()
                        .anyMatch(event -> event instanceof NodeEvent.CertificateEnds ends
                                && ends.name().equals("short")));
    }

    /// @param cipher with TLS 1.2; nothing for whatever the JDK likes
    /// @return the common name of what is shown on acme's explicit listener
    private static String shown(String name, String cipher) throws IOException {
        var seen = new AtomicReference<SSLSocket>();
        try (var client = new ControlClient(node.control("explicit"))) {
            LoggedInClient.must(client.reply(), 220);
            LoggedInClient.must(client.ask("AUTH TLS"), 234);
            client.secure(TestTls.context(), socket -> {
                var parameters = socket.getSSLParameters();
                parameters.setServerNames(List.of(new SNIHostName(name)));
                if (!cipher.isEmpty()) {
                    parameters.setProtocols(new String[] {"TLSv1.2"});
                    parameters.setCipherSuites(new String[] {cipher});
                }
                socket.setSSLParameters(parameters);
                seen.set(socket);
            });
            LoggedInClient.must(client.ask("NOOP"), 200);
            return name(seen.get());
        }
    }

    private static String name(SSLSocket socket) throws IOException {
        var certificate = (X509Certificate) socket.getSession().getPeerCertificates()[0];
        return certificate.getSubjectX500Principal().getName().replace("CN=", "");
    }
}
