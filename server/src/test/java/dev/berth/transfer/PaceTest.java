package dev.berth.transfer;

import static dev.berth.transcript.LoggedInClient.must;
import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.NodeUnderTest;
import dev.berth.NodeUnderTestPerson;
import dev.berth.tenant.Limit;
import dev.berth.tenant.Limits;
import dev.berth.transcript.ControlClient;
import dev.berth.transcript.DataClient;
import dev.berth.transcript.LoggedInClient;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Limits of bandwidth on real sockets. How exact they are over ten seconds is measured with curl by
/// `deploy/verify-long bandwidth`; here it is seen that they hold on each way, and that they are changed.
class PaceTest {

    private static final int LENGTH = 500_000;
    private static final long RATE = 1_000_000;

    @RegisterExtension
    static final NodeUnderTest node = NodeUnderTest.standard();

    private static void prepare(ControlClient client, String... lines) throws Exception {
        for (String line : lines) {
            must(client.ask(line), 200);
        }
    }

    private static void download(NodeUnderTestPerson person, String name, int length, String... lines)
            throws Exception {
        try (var client = LoggedInClient.of(node, person)) {
            prepare(client, lines);
            try (var data = DataClient.dial(LoggedInClient.passive(client), null, false)) {
                must(client.ask("RETR " + name), 150);
                int received = data.received().length();
                if (lines.length == 0) {
                    assertThat(received).isEqualTo(length);
                }
                must(client.reply(), 226);
            }
        }
    }

    private static void upload(NodeUnderTestPerson person, String name, byte[] content) throws Exception {
        try (var client = LoggedInClient.of(node, person);
                var data = DataClient.dial(LoggedInClient.passive(client), null, false)) {
            must(client.ask("STOR " + name), 150);
            data.send(content);
            data.finish();
            must(client.reply(), 226);
            assertThat(Files.readAllBytes(person.home().resolve(name))).isEqualTo(content);
        }
    }

    private interface Movement {
        void move(int number) throws Exception;
    }

    /// @return how many seconds two of them at the same time took
    private static double twice(Movement movement) throws Exception {
        long since = System.nanoTime();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> both = new ArrayList<>();
            for (int i = 0; i < 2; i++) {
                int number = i;
                both.add(threads.submit(() -> {
                    movement.move(number);
                    return null;
                }));
            }
            for (Future<?> one : both) {
                one.get(60, TimeUnit.SECONDS);
            }
        }
        return (System.nanoTime() - since) / 1e9;
    }

    private static byte[] noise(int length) {
        byte[] noise = new byte[length];
        new java.util.Random(1).nextBytes(noise);
        return noise;
    }

    @Test
    void two_downloads_share_the_rate_of_their_account() throws Exception {
        var person = node.person("acme");
        person.limit(Limits.NONE.with(Limit.DOWNLOAD, RATE));
        Files.write(person.home().resolve("a"), noise(LENGTH));
        assertThat(twice(_ -> download(person, "a", LENGTH))).isBetween(0.75, 6.0);
        node.leaks().check(person);
    }

    @Test
    void text_and_compressed_data_are_limited_too() throws Exception {
        var person = node.person("acme");
        person.limit(Limits.NONE.with(Limit.DOWNLOAD, RATE));
        Files.write(person.home().resolve("a"), noise(LENGTH));
        assertThat(twice(_ -> download(person, "a", LENGTH, "TYPE A"))).isBetween(0.75, 6.0);
        assertThat(twice(_ -> download(person, "a", LENGTH, "MODE Z"))).isBetween(0.75, 6.0);
        node.leaks().check(person);
    }

    @Test
    void two_uploads_share_the_rate_of_their_account() throws Exception {
        var person = node.person("acme");
        person.limit(Limits.NONE.with(Limit.UPLOAD, RATE).with(Limit.DOWNLOAD, 1_000));
        assertThat(twice(i -> upload(person, "u" + i, noise(LENGTH)))).isBetween(0.75, 6.0);
        node.leaks().check(person);
    }

    @Test
    void a_tenant_is_limited_while_it_moves_and_freed_again() throws Exception {
        var person = node.person("zebra");
        Files.write(person.home().resolve("a"), noise(20_000_000));
        Files.write(person.home().resolve("b"), noise(100_000));
        node.limit("zebra", Limits.NONE.with(Limit.DOWNLOAD, 100_000));
        NodeUnderTest.await("the limit to be in force", () -> {
            try {
                long since = System.nanoTime();
                download(person, "b", 100_000);
                return System.nanoTime() - since > TimeUnit.MILLISECONDS.toNanos(700);
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
        try (var client = LoggedInClient.of(node, person);
                var data = DataClient.dial(LoggedInClient.passive(client), null, false)) {
            must(client.ask("RETR a"), 150);
            node.limit("zebra", Limits.NONE);
            assertThat(data.received().length()).isEqualTo(20_000_000);
            must(client.reply(), 226);
        }
        node.leaks().check(person);
    }

    @Test
    void a_transfer_that_waits_for_its_turn_can_be_aborted() throws Exception {
        var person = node.person("acme");
        person.limit(Limits.NONE.with(Limit.DOWNLOAD, 1_000));
        Files.write(person.home().resolve("a"), noise(LENGTH));
        try (var client = LoggedInClient.of(node, person);
                var data = DataClient.dial(LoggedInClient.passive(client), null, false)) {
            must(client.ask("RETR a"), 150);
            must(client.ask("ABOR"), 426);
            must(client.reply(), 226);
            data.awaitEnd();
        }
        node.leaks().check(person);
    }
}
