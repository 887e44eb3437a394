package dev.berth.tls;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.NodeUnderTest;
import dev.berth.transcript.ControlClient;
import dev.berth.transcript.DataClient;
import dev.berth.transcript.LoggedInClient;
import dev.berth.transcript.SecureClient;
import dev.berth.transcript.TestTls;
import java.io.IOException;
import java.nio.file.Files;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// A certificate that is replaced while transfers run disturbs none of them.
class CertificateSwapTest {

    private static final int TRANSFERS = 100;
    private static final int HALF = 40_000;

    @RegisterExtension
    static final NodeUnderTest node = NodeUnderTest.standard();

    @Test
    void a_hundred_running_transfers_end_well_after_a_swap() throws IOException {
        var person = node.person("acme");
        node.certify("acme", "main", TestCertificates.ecdsa("old.acme.example"));
        byte[] content = new byte[2 * HALF];
        new Random(5).nextBytes(content);
        List<ControlClient> controls = new ArrayList<>();
        List<DataClient> datas = new ArrayList<>();
        try {
            for (int i = 0; i < TRANSFERS; i++) {
                ControlClient control = SecureClient.of(node, person);
                controls.add(control);
                DataClient data = SecureClient.data(control);
                datas.add(data);
                control.send("STOR up-" + i + "\r\n");
                LoggedInClient.must(control.reply(), 150);
                data.send(java.util.Arrays.copyOf(content, HALF));
            }
            node.certify("acme", "main", TestCertificates.ecdsa("new.acme.example"));
            assertThat(shown()).isEqualTo("CN=new.acme.example");
            for (int i = 0; i < TRANSFERS; i++) {
                datas.get(i).send(java.util.Arrays.copyOfRange(content, HALF, 2 * HALF));
                datas.get(i).finish();
                LoggedInClient.must(controls.get(i).reply(), 226);
                assertThat(Files.readAllBytes(person.home().resolve("up-" + i))).isEqualTo(content);
            }
            // The next data connection of an old session, too, goes on with what that session knows.
            try (DataClient data = SecureClient.data(controls.getFirst())) {
                LoggedInClient.must(controls.getFirst().ask("RETR up-0"), 150);
                assertThat(data.received()).isEqualTo(new String(content, ISO_8859_1));
                LoggedInClient.must(controls.getFirst().reply(), 226);
            }
        } finally {
            for (DataClient data : datas) {
                data.close();
            }
            for (ControlClient control : controls) {
                control.close();
            }
        }
        node.leaks().check(person);
    }

    private static String shown() throws IOException {
        var seen = new AtomicReference<SSLSocket>();
        try (var client = new ControlClient(node.control("explicit"))) {
            LoggedInClient.must(client.reply(), 220);
            LoggedInClient.must(client.ask("AUTH TLS"), 234);
            client.secure(TestTls.context(), seen::set);
            var certificate = (X509Certificate) seen.get().getSession().getPeerCertificates()[0];
            return certificate.getSubjectX500Principal().getName();
        }
    }
}
