package dev.berth.transcript;

import static dev.berth.transcript.LoggedInClient.must;
import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.NodeUnderTest;
import dev.berth.NodeUnderTestPerson;
import dev.berth.quota.Quota;
import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// The volume of a month is what went over data connections, whatever became of it (limits.md).
class VolumeTest {

    @RegisterExtension
    static final NodeUnderTest NODE = NodeUnderTest.standard();

    private NodeUnderTestPerson person;

    @BeforeEach
    void person() {
        person = NODE.person("acme");
    }

    @Test
    void what_was_taken_before_the_quota_was_reached_counts_though_the_upload_is_refused() throws IOException {
        person.limit(new Quota(500, Quota.UNLIMITED, Quota.UNLIMITED));
        try (var client = LoggedInClient.of(NODE, person);
                var data = DataClient.dial(LoggedInClient.passive(client), null, false)) {
            must(client.ask("STOR a"), 150);
            data.send(new byte[400]);
            NodeUnderTest.await("the first of it", () -> ask(client, "STAT").contains("400 bytes moved"));
            data.send(new byte[600]);
            must(client.reply(), 552);
        }
        booked(400);
    }

    @Test
    void what_is_refused_before_it_has_come_counts_nothing() throws IOException {
        person.limit(new Quota(500, Quota.UNLIMITED, Quota.UNLIMITED));
        try (var client = LoggedInClient.of(NODE, person);
                var _ = DataClient.dial(LoggedInClient.passive(client), null, false)) {
            must(client.ask("ALLO 1000"), 552);
            must(client.ask("RETR nothing"), 550);
        }
        booked(0);
    }

    @Test
    void what_was_moved_until_it_was_called_off_counts() throws IOException {
        try (var client = LoggedInClient.of(NODE, person);
                var data = DataClient.dial(LoggedInClient.passive(client), null, false)) {
            must(client.ask("STOR a"), 150);
            data.send(new byte[100]);
            NodeUnderTest.await("all of it", () -> ask(client, "STAT").contains("100 bytes moved"));
            must(client.ask("ABOR"), 426);
            must(client.reply(), 226);
        }
        booked(100);
    }

    @Test
    void a_listing_counts_nothing_and_a_file_its_length() throws IOException {
        Files.write(person.home().resolve("a"), new byte[700]);
        try (var client = LoggedInClient.of(NODE, person)) {
            for (String command : new String[] {"MLSD", "RETR a"}) {
                try (var data = DataClient.dial(LoggedInClient.passive(client), null, false)) {
                    must(client.ask(command), 150);
                    data.awaitEnd();
                    must(client.reply(), 226);
                }
            }
        }
        booked(700);
    }

    private void booked(long volume) {
        NodeUnderTest.await(
                () -> person.booked().volume() == volume ? "" : person.booked().toString(), "a volume of " + volume);
        assertThat(person.pooled().volume()).isGreaterThanOrEqualTo(volume);
    }

    private static String ask(ControlClient client, String line) {
        try {
            return client.ask(line).text();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
