package dev.berth.transcript;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.berth.NodeUnderTest;
import dev.berth.NodeUnderTestPerson;
import java.io.IOException;
import java.io.RandomAccessFile;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// What goes on while a command takes long. The file that is hashed is empty but for its length, so that it costs no
/// disk and still takes minutes.
@Tag("transcript")
class LongCommandsTest {

    @RegisterExtension
    static final NodeUnderTest node = NodeUnderTest.standard();

    private static NodeUnderTestPerson withHugeFile(String tenant) throws IOException {
        var person = node.person(tenant);
        try (var file = new RandomAccessFile(person.home().resolve("huge").toFile(), "rw")) {
            file.setLength(400L << 30);
        }
        return person;
    }

    @Test
    void what_may_be_asked_is_answered_meanwhile_and_ABOR_ends_it() throws IOException {
        try (var client = LoggedInClient.of(node, withHugeFile("acme"))) {
            client.send("HASH huge\r\nNOOP\r\nSTAT\r\nSYST\r\n");
            LoggedInClient.must(client.reply(), 200);
            Answer status = client.reply();
            LoggedInClient.must(status, 211);
            assertTrue(status.toString().contains("HASH"), status.toString());
            client.send("ABOR\r\n");
            // What waited is answered in its turn, ABOR behind it.
            LoggedInClient.must(client.reply(), 426);
            LoggedInClient.must(client.reply(), 215);
            LoggedInClient.must(client.reply(), 226);
            LoggedInClient.must(client.ask("PWD"), 257);
        }
    }

    @Test
    void a_tenant_has_its_share_and_others_have_theirs() throws IOException {
        try (var first = LoggedInClient.of(node, withHugeFile("acme"));
                var second = LoggedInClient.of(node, withHugeFile("acme"));
                var third = LoggedInClient.of(node, withHugeFile("acme"));
                var stranger = LoggedInClient.of(node, withHugeFile("zebra"))) {
            first.send("HASH huge\r\nNOOP\r\n");
            LoggedInClient.must(first.reply(), 200);
            second.send("XCRC huge\r\nNOOP\r\n");
            LoggedInClient.must(second.reply(), 200);
            assertEquals(450, third.ask("HASH huge").code());
            stranger.send("HASH huge\r\nNOOP\r\n");
            LoggedInClient.must(stranger.reply(), 200);
            // One whose turn has not come can be called off, too.
            assertEquals(426, stranger.ask("ABOR").code());
            LoggedInClient.must(stranger.reply(), 226);
            assertEquals(426, first.ask("ABOR").code());
            LoggedInClient.must(first.reply(), 226);
            assertEquals(213, third.ask("DSIZ").code());
        }
    }

    @Test
    void a_client_that_leaves_ends_it() throws IOException {
        var person = withHugeFile("zebra");
        for (int i = 0; i < 5; i++) {
            try (var client = LoggedInClient.of(node, person)) {
                client.send("HASH huge\r\n");
            }
        }
        NodeUnderTest.await(
                "the sessions to end",
                () -> node.events().stream()
                                .filter(dev.berth.observe.Event.SessionClosed.class::isInstance)
                                .count()
                        >= 5);
    }

    @Test
    void a_file_may_be_too_large() throws IOException {
        var person = node.person("acme");
        try (var file = new RandomAccessFile(person.home().resolve("huge").toFile(), "rw")) {
            file.setLength((1L << 40) + 1);
        }
        try (var client = LoggedInClient.of(node, person)) {
            assertEquals(550, client.ask("HASH huge").code());
            assertEquals(550, client.ask("XMD5 huge").code());
        }
    }
}
