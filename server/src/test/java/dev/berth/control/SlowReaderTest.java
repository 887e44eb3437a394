package dev.berth.control;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.NodeUnderTest;
import dev.berth.transcript.ControlClient;
import java.io.IOException;
import java.net.Socket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// A client that sends much at once and is behind with reading.
class SlowReaderTest {

    @RegisterExtension
    static final NodeUnderTest node = NodeUnderTest.standard();

    @Test
    void the_last_reply_waits_for_those_before_it() throws IOException {
        try (var client = new Socket()) {
            client.setReceiveBufferSize(4096);
            client.setSoTimeout((int) ControlClient.PATIENCE.toMillis());
            client.connect(node.control("acme"));
            client.getOutputStream().write(("HELP\r\n".repeat(3000) + "QUIT\r\n").getBytes(ISO_8859_1));
            String replies = new String(client.getInputStream().readAllBytes(), ISO_8859_1);
            assertThat(replies.substring(replies.length() - 100)).contains("\r\n221 ");
        }
    }
}
