package dev.berth.control;

import static dev.berth.transcript.LoggedInClient.must;

import dev.berth.NodeUnderTest;
import dev.berth.transcript.LoggedInClient;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Clients that send commands as fast as they can and read no reply. No event loop may stand still meanwhile, which
/// the node under test sees to, and others are answered.
class FloodedControlTest {

    @RegisterExtension
    static final NodeUnderTest node = NodeUnderTest.standard();

    private static final int OCTETS = 4 << 20;
    private static final int OTHERS = 50;

    @ParameterizedTest
    @ValueSource(strings = {"HELP\r\nFEAT\r\n", "\u00FF\u00FD\u0006", "USER nobody\r\n", "\r\n"})
    void others_are_answered(String what) throws Exception {
        var address = node.control("acme");
        byte[] piece = what.repeat(OCTETS / what.length()).getBytes(StandardCharsets.ISO_8859_1);
        try (var other = LoggedInClient.of(node, node.person("acme"));
                var another = LoggedInClient.of(node, node.person("acme"))) {
            CompletableFuture<Void> sent;
            try (var flooding = new Socket(address.getAddress(), address.getPort())) {
                sent = CompletableFuture.runAsync(() -> send(flooding, piece));
                for (int i = 0; i < OTHERS; i++) {
                    must(other.ask("NOOP"), 200);
                    must(another.ask("NOOP"), 200);
                }
            }
            sent.join();
        }
    }

    /// It blocks, since nobody reads the replies, until the connection is closed.
    private static void send(Socket flooding, byte[] octets) {
        try {
            flooding.getOutputStream().write(octets);
        } catch (SocketException _) {
            // Closed.
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
