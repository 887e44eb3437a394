package dev.berth.transfer;

import static dev.berth.transcript.LoggedInClient.must;
import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.NodeUnderTest;
import dev.berth.endpoint.DataRules;
import dev.berth.endpoint.SourceAddress;
import dev.berth.transcript.ControlClient;
import dev.berth.transcript.LoggedInClient;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Where active data connections come from, as the client sees it.
class SourceAddressTest {

    @RegisterExtension
    static final NodeUnderTest node = NodeUnderTest.standard();

    @AfterEach
    void take_it_away() {
        node.setData("acme", DataRules.DEFAULT);
    }

    @Test
    void from_the_address_of_the_control_connection() throws IOException {
        assertThat(source()).isEqualTo(InetAddress.ofLiteral("127.0.0.2"));
    }

    @Test
    void from_the_address_that_the_tenant_wants() throws IOException {
        DataRules usual = DataRules.DEFAULT;
        var active = new DataRules.Active(true, false, false, Optional.of(SourceAddress.parse("127.0.0.5")));
        node.setData(
                "acme", new DataRules(usual.ports(), usual.passive(), active, false, 0, usual.limits(), usual.idle()));
        assertThat(source()).isEqualTo(InetAddress.ofLiteral("127.0.0.5"));
    }

    private static InetAddress source() throws IOException {
        try (ControlClient client = LoggedInClient.of(node.control("acme", "127.0.0.2"), node.person("acme"), null);
                var listener = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            listener.setSoTimeout(10_000);
            int port = listener.getLocalPort();
            must(
                    client.ask("PORT " + client.localAddress().getHostAddress().replace('.', ',') + "," + (port >> 8)
                            + "," + (port & 0xFF)),
                    200);
            client.send("NLST\r\n");
            try (Socket data = listener.accept()) {
                must(client.reply(), 150);
                assertThat(data.getInputStream().readAllBytes()).isEmpty();
                must(client.reply(), 226);
                return data.getInetAddress();
            }
        }
    }
}
