package dev.berth.transcript;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.NodeUnderTest;
import dev.berth.NodeUnderTestPerson;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// MODE Z: everything over the data connection is one stream of zlib.
@Tag("transcript")
class CompressedTransfersTest {

    @RegisterExtension
    static final NodeUnderTest node = NodeUnderTest.standard();

    private final NodeUnderTestPerson person = node.person("acme");

    private ControlClient compressed() throws IOException {
        var client = LoggedInClient.of(node, person);
        LoggedInClient.must(client.ask("MODE Z"), 200);
        return client;
    }

    private static byte[] received(ControlClient client, String command) throws IOException {
        byte[] octets;
        try (var data = connect(client)) {
            LoggedInClient.must(client.ask(command), 150);
            octets = new InflaterInputStream(data.getInputStream()).readAllBytes();
            assertEquals(-1, data.getInputStream().read());
        }
        LoggedInClient.must(client.reply(), 226);
        return octets;
    }

    private static Answer sent(ControlClient client, String command, byte[] wire) throws IOException {
        try (var data = connect(client)) {
            LoggedInClient.must(client.ask(command), 150);
            try {
                data.getOutputStream().write(wire);
                data.shutdownOutput();
            } catch (IOException refused) {
                // The server has seen enough; its reply says of what.
            }
            return client.reply();
        }
    }

    private static Socket connect(ControlClient client) throws IOException {
        var address = LoggedInClient.passive(client);
        return new Socket(address.getAddress(), address.getPort());
    }

    private static byte[] zipped(byte[] plain) throws IOException {
        var wire = new ByteArrayOutputStream();
        try (var deflater = new DeflaterOutputStream(wire)) {
            deflater.write(plain);
        }
        return wire.toByteArray();
    }

    @Test
    void a_file_comes_and_goes_unchanged() throws IOException {
        byte[] content = SceneFiles.pattern(3_000_000);
        try (var client = compressed()) {
            assertEquals(226, sent(client, "STOR a", zipped(content)).code());
            assertArrayEquals(content, Files.readAllBytes(person.home().resolve("a")));
            assertArrayEquals(content, received(client, "RETR a"));
            LoggedInClient.must(client.ask("OPTS MODE Z LEVEL 9"), 200);
            LoggedInClient.must(client.ask("REST 2999000"), 350);
            assertArrayEquals(Arrays.copyOfRange(content, 2_999_000, 3_000_000), received(client, "RETR a"));
        }
    }

    @Test
    void what_cannot_be_compressed_comes_as_well() throws IOException {
        byte[] content = new byte[1_000_000];
        new java.util.Random(7).nextBytes(content);
        Files.write(person.home().resolve("a"), content);
        try (var client = compressed()) {
            assertArrayEquals(content, received(client, "RETR a"));
        }
    }

    @Test
    void empty_files_and_listings() throws IOException {
        Files.write(person.home().resolve("empty"), new byte[0]);
        try (var client = compressed()) {
            assertEquals(0, received(client, "RETR empty").length);
            assertEquals(226, sent(client, "STOR none", new byte[0]).code());
            assertEquals(226, sent(client, "STOR nil", zipped(new byte[0])).code());
            String names = new String(received(client, "NLST"), ISO_8859_1);
            assertEquals("empty\r\nnil\r\nnone\r\n", names);
            assertTrue(new String(received(client, "LIST"), ISO_8859_1).contains(" nil\r\n"));
            assertTrue(new String(received(client, "MLSD"), ISO_8859_1).contains("; none\r\n"));
        }
    }

    @Test
    void text_is_converted_before_it_is_compressed() throws IOException {
        try (var client = compressed()) {
            LoggedInClient.must(client.ask("TYPE A"), 200);
            assertEquals(
                    226,
                    sent(client, "STOR a", zipped("one\r\ntwo\r\n".getBytes(ISO_8859_1)))
                            .code());
            assertEquals("one\ntwo\n", Files.readString(person.home().resolve("a")));
            assertEquals("one\r\ntwo\r\n", new String(received(client, "RETR a"), ISO_8859_1));
        }
    }

    @Test
    void damaged_data_replaces_nothing() throws IOException {
        Files.writeString(person.home().resolve("a"), "old");
        byte[] whole = zipped(SceneFiles.pattern(100_000));
        byte[] damaged = whole.clone();
        damaged[2] ^= 0x55;
        try (var client = compressed()) {
            assertEquals(
                    426,
                    sent(client, "STOR a", "plain text".getBytes(ISO_8859_1)).code());
            assertEquals(
                    426,
                    sent(client, "STOR a", Arrays.copyOf(whole, whole.length / 2))
                            .code());
            assertEquals(
                    426,
                    sent(client, "STOR a", Arrays.copyOf(whole, whole.length + 5))
                            .code());
            assertEquals(426, sent(client, "STOR a", damaged).code());
            assertEquals("old", Files.readString(person.home().resolve("a")));
            LoggedInClient.must(client.ask("NOOP"), 200);
        }
    }

    /// Zeros shrink to a thousandth; the settings of the test allow a hundredth.
    @Test
    void a_bomb_is_refused_and_its_like_of_a_modest_size_is_not() throws IOException {
        try (var client = compressed()) {
            Answer answer = sent(client, "STOR bomb", zipped(new byte[200 << 20]));
            assertEquals(426, answer.code());
            assertTrue(answer.toString().contains("proportion"), answer.toString());
            assertEquals(
                    226, sent(client, "STOR zeros", zipped(new byte[12 << 20])).code());
            assertEquals(12 << 20, Files.size(person.home().resolve("zeros")));
        }
    }

    @Test
    void stream_mode_is_as_before() throws IOException {
        Files.writeString(person.home().resolve("a"), "hello");
        try (var client = compressed()) {
            LoggedInClient.must(client.ask("MODE S"), 200);
            try (var data = connect(client)) {
                LoggedInClient.must(client.ask("RETR a"), 150);
                assertEquals("hello", new String(data.getInputStream().readAllBytes(), ISO_8859_1));
            }
            LoggedInClient.must(client.reply(), 226);
            assertFalse(client.ask("STAT").toString().contains("MODE: Z"));
        }
    }
}
