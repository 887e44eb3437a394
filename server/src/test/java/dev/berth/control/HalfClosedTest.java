package dev.berth.control;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.NodeUnderTest;
import dev.berth.transcript.ControlClient;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// A script sends its command and its FIN at once (`printf 'SYST\r\n' | nc -N`), and waits for the answer.
class HalfClosedTest {

    @RegisterExtension
    static final NodeUnderTest node = NodeUnderTest.standard();

    @Test
    void a_command_that_comes_with_the_end_is_answered() throws IOException {
        for (int i = 0; i < 50; i++) {
            try (ControlClient client = new ControlClient(node.control("acme"))) {
                assertThat(client.reply().code()).isEqualTo(220);
                client.send("SYST\r\n");
                client.shutdownOutput();
                assertThat(client.reply().code()).isEqualTo(215);
            }
        }
    }
}
