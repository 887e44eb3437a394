package dev.berth.transfer;

import static dev.berth.transcript.LoggedInClient.must;
import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.NodeUnderTest;
import dev.berth.NodeUnderTestSettings;
import dev.berth.transcript.ControlClient;
import dev.berth.transcript.LoggedInClient;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Files so large that threads of the storage send them.
class LargeDownloadsTest {

    private static final int SIZE = (40 << 20) + 12_345;

    @RegisterExtension
    static final NodeUnderTest node = NodeUnderTest.with(NodeUnderTestSettings.STANDARD);

    private final byte[] content = new byte[SIZE];
    private Path file;
    private ControlClient control;

    @BeforeEach
    void logIn() throws IOException {
        var person = node.person("acme");
        new Random(7).nextBytes(content);
        file = Files.write(person.home().resolve("large"), content);
        control = LoggedInClient.of(node, person);
    }

    @AfterEach
    void leave() throws IOException {
        must(control.ask("NOOP"), 200);
        control.close();
    }

    @Test
    void all_of_it_arrives() throws IOException {
        try (Socket data = begin(1 << 20)) {
            assertThat(Arrays.equals(data.getInputStream().readAllBytes(), content))
                    .isTrue();
        }
        must(control.reply(), 226);
    }

    @Test
    void the_rest_of_it_arrives() throws IOException {
        must(control.ask("REST 5000001"), 350);
        try (Socket data = begin(1 << 20)) {
            byte[] rest = data.getInputStream().readAllBytes();
            assertThat(Arrays.equals(rest, 0, rest.length, content, 5_000_001, SIZE))
                    .isTrue();
        }
        must(control.reply(), 226);
    }

    @Test
    void all_of_it_arrives_at_a_client_that_takes_little_at_once() throws IOException {
        try (Socket data = begin(4 << 10)) {
            InputStream in = data.getInputStream();
            byte[] came = new byte[SIZE];
            int count = 0;
            for (int read = in.read(came, 0, 1000);
                    read > 0;
                    read = in.read(came, count, Math.min(1000, SIZE - count))) {
                count += read;
            }
            assertThat(Arrays.equals(came, content)).isTrue();
        }
        must(control.reply(), 226);
    }

    @Test
    void a_client_that_goes_away_is_noticed() throws IOException {
        try (Socket data = begin(64 << 10)) {
            assertThat(data.getInputStream().readNBytes(1 << 20)).hasSize(1 << 20);
        }
        must(control.reply(), 426);
    }

    @Test
    void it_can_be_aborted_while_the_client_takes_nothing() throws IOException {
        try (Socket data = begin(64 << 10)) {
            assertThat(data.getInputStream().readNBytes(1 << 20)).hasSize(1 << 20);
            must(control.ask("ABOR"), 426);
            must(control.reply(), 226);
            assertThat(rest(data.getInputStream())).isLessThan(SIZE - (1 << 20));
        }
    }

    @Test
    void a_file_that_gets_shorter_is_no_whole_file() throws IOException {
        try (Socket data = begin(64 << 10)) {
            assertThat(data.getInputStream().readNBytes(1 << 20)).hasSize(1 << 20);
            try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                assertThat(channel.truncate(20 << 20).size()).isEqualTo(20 << 20);
            }
            assertThat(rest(data.getInputStream())).isLessThan(SIZE - (1 << 20));
        }
        assertThat(control.reply().code()).isIn(426, 451);
    }

    /// How many octets come before the end, in order or not.
    private static long rest(InputStream in) {
        long count = 0;
        byte[] piece = new byte[64 << 10];
        try {
            for (int read = in.read(piece); read > 0; read = in.read(piece)) {
                count += read;
            }
        } catch (IOException reset) {
            assertThat(reset).hasMessageContaining("reset");
        }
        return count;
    }

    private Socket begin(int receiveBuffer) throws IOException {
        InetSocketAddress port = LoggedInClient.passive(control);
        var data = new Socket();
        data.setReceiveBufferSize(receiveBuffer);
        data.setSoTimeout((int) ControlClient.PATIENCE.toMillis());
        data.connect(port);
        must(control.ask("RETR large"), 150);
        return data;
    }
}
