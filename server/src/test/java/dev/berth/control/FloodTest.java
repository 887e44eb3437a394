package dev.berth.control;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.NodeUnderTest;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufAllocatorMetricProvider;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Clients that send more lines at once than anybody needs, and do not read what they are told.
class FloodTest {

    private static final int MANY = 10_000;
    private static final int CLIENTS = 4;

    /// A small part of the replies to all those lines.
    private static final long BOUND = 16 << 20;

    @RegisterExtension
    static final NodeUnderTest node = NodeUnderTest.standard();

    private static String nextReply(BufferedReader replies) throws IOException {
        String line = replies.readLine();
        while (line != null && !line.matches("\\d{3} .*")) {
            line = replies.readLine();
        }
        return String.valueOf(line);
    }

    private static void send(Socket client, String lines) throws IOException {
        client.getOutputStream().write(lines.getBytes(ISO_8859_1));
    }

    /// The buffer into which a socket is read grows while it is full each time; a line that is too long costs nothing
    /// else.
    private static void growBuffers(Socket client, BufferedReader replies) throws IOException {
        send(client, "A".repeat(1 << 20) + "\r\n");
        assertThat(nextReply(replies)).startsWith("500 ");
    }

    @Test
    void many_lines_behind_one_that_takes_time_are_answered_in_order() throws Exception {
        var person = node.person("acme");
        try (var client = new Socket()) {
            client.connect(node.control("acme"));
            client.setSoTimeout(20_000);
            var replies = new BufferedReader(new InputStreamReader(client.getInputStream(), ISO_8859_1));
            assertThat(nextReply(replies)).startsWith("220 ");
            growBuffers(client, replies);
            send(
                    client,
                    "USER " + person.user() + "\r\nPASS " + person.password() + "\r\n" + "NOOP\r\n".repeat(MANY)
                            + "PWD\r\n");
            assertThat(nextReply(replies)).startsWith("331 ");
            assertThat(nextReply(replies)).startsWith("230 ");
            for (int i = 0; i < MANY; i++) {
                assertThat(nextReply(replies)).as("the reply to line %d", i).startsWith("200 ");
            }
            assertThat(nextReply(replies)).startsWith("257 ");
        }
        node.leaks().check(person);
    }

    @Test
    void replies_that_nobody_reads_do_not_pile_up() throws Exception {
        List<SocketChannel> clients = new ArrayList<>();
        long before = used();
        try {
            for (int i = 0; i < CLIENTS; i++) {
                clients.add(deaf());
            }
            ByteBuffer lines = ByteBuffer.wrap("HELP\r\n".repeat(MANY).getBytes(ISO_8859_1));
            for (int turn = 0; turn < 20; turn++) {
                for (SocketChannel client : clients) {
                    int sent = 1;
                    while (sent > 0) {
                        sent = client.write(lines.clear());
                    }
                }
                assertThat(used() - before).isLessThan(BOUND);
                // The loops need their turn; a client that is read from answers only when they have had it.
                try (var other = new Socket()) {
                    other.connect(node.control("acme"));
                    assertThat(other.getInputStream().read()).isEqualTo('2');
                }
            }
        } finally {
            for (SocketChannel client : clients) {
                client.close();
            }
        }
    }

    /// A client that has read everything so far and will read nothing from now on.
    private static SocketChannel deaf() throws IOException {
        SocketChannel client = SocketChannel.open(node.control("acme"));
        var replies = new BufferedReader(new InputStreamReader(client.socket().getInputStream(), ISO_8859_1));
        assertThat(nextReply(replies)).startsWith("220 ");
        growBuffers(client.socket(), replies);
        client.configureBlocking(false);
        return client;
    }

    private static long used() {
        return ((ByteBufAllocatorMetricProvider) ByteBufAllocator.DEFAULT)
                .metric()
                .usedDirectMemory();
    }
}
