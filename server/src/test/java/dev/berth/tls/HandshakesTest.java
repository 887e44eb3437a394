package dev.berth.tls;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.NodeUnderTest;
import dev.berth.NodeUnderTestSettings;
import dev.berth.transcript.ControlClient;
import dev.berth.transcript.LoggedInClient;
import dev.berth.transcript.SecureClient;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Handshakes that are begun and never finished, two thousand of them, hold up nobody.
class HandshakesTest {

    private static final int ATTACKS = 2000;
    private static final int SEATS = 20;

    @RegisterExtension
    static final NodeUnderTest node =
            NodeUnderTest.with(NodeUnderTestSettings.STANDARD.withHandshakes(SEATS * 2, SEATS));

    @Test
    void who_never_finishes_a_handshake_holds_up_nobody() throws IOException {
        var person = node.person("acme");
        Files.writeString(person.home().resolve("a"), "hello");
        InetAddress elsewhere = InetAddress.ofLiteral("127.0.0.2");
        List<ControlClient> holding = new ArrayList<>();
        int refused = 0;
        try (var good = SecureClient.of(node, person)) {
            for (int i = 0; i < ATTACKS; i++) {
                var bad = new ControlClient(node.control("explicit"), elsewhere);
                LoggedInClient.must(bad.reply(), 220);
                int code = bad.ask("AUTH TLS").code();
                if (code == 234) {
                    holding.add(bad);
                } else {
                    assertThat(code).isEqualTo(431);
                    refused++;
                    bad.close();
                }
                if (i % 250 == 0) {
                    retrieve(good);
                }
            }
            assertThat(refused).isGreaterThanOrEqualTo(ATTACKS / 2);
            retrieve(good);
            try (var another = SecureClient.of(node, person)) {
                retrieve(another);
            }
        } finally {
            for (ControlClient one : holding) {
                one.close();
            }
        }
        node.leaks().check(person);
    }

    private static void retrieve(ControlClient client) throws IOException {
        try (var data = SecureClient.data(client)) {
            LoggedInClient.must(client.ask("RETR a"), 150);
            assertThat(data.received()).isEqualTo("hello");
            LoggedInClient.must(client.reply(), 226);
        }
    }
}
