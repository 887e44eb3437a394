package dev.berth.transcript;

import static dev.berth.transcript.LoggedInClient.must;
import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.NodeUnderTest;
import dev.berth.NodeUnderTestPerson;
import dev.berth.account.Permission;
import dev.berth.observe.Event;
import dev.berth.tenant.TenantStatus;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// What is changed of a tenant or an account is in force on open sessions and running transfers within two seconds.
class RestrictionTest {

    /// Two seconds, and what a busy machine adds.
    private static final Duration SOON = Duration.ofSeconds(6);

    private static final Set<Permission> ALL = EnumSet.allOf(Permission.class);

    @RegisterExtension
    static final NodeUnderTest NODE = NodeUnderTest.standard();

    /// An upload that has begun and does not end.
    private record Running(ControlClient client, DataClient data) {

        static Running begin(NodeUnderTestPerson person, String name) throws IOException {
            ControlClient client = LoggedInClient.of(NODE, person);
            DataClient data = DataClient.dial(LoggedInClient.passive(client), null, false);
            must(client.ask("STOR " + name), 150);
            data.send(new byte[100]);
            return new Running(client, data);
        }

        void close() throws IOException {
            data.close();
            client.close();
        }
    }

    @Test
    void a_blocked_tenant_is_stopped_in_everything_and_another_goes_on() throws IOException {
        var blocked = NODE.person("acme");
        var other = NODE.person("zebra");
        Files.write(blocked.home().resolve("f0"), new byte[7]);
        List<Running> stopped = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            stopped.add(Running.begin(blocked, "f" + i));
        }
        Running goesOn = Running.begin(other, "g");
        try (ControlClient idle = LoggedInClient.of(NODE, blocked)) {
            Instant since = Instant.now();
            blocked.becomes(TenantStatus.BLOCKED, ALL);
            for (Running each : stopped) {
                Answer end = each.client().reply();
                assertThat(end.code()).isEqualTo(426);
                assertThat(end.text()).contains("blocked: unpaid");
                must(each.client().reply(), 421);
                each.client().awaitClose();
            }
            Answer last = idle.reply();
            assertThat(last.code()).isEqualTo(421);
            assertThat(last.text()).contains("blocked: unpaid");
            assertThat(Duration.between(since, Instant.now())).isLessThan(SOON);
            assertThat(Files.size(blocked.home().resolve("f0")))
                    .as("what was there")
                    .isEqualTo(7);
            goesOn.data().finish();
            must(goesOn.client().reply(), 226);
        } finally {
            for (Running each : stopped) {
                each.close();
            }
            goesOn.close();
        }
    }

    @Test
    void a_tenant_that_becomes_read_only_stops_storing_and_goes_on_reading() throws IOException {
        var person = NODE.person("acme");
        Files.write(person.home().resolve("a"), new byte[10]);
        Running upload = Running.begin(person, "b");
        try {
            person.becomes(TenantStatus.READ_ONLY, ALL);
            Answer end = upload.client().reply();
            assertThat(end.code()).isEqualTo(426);
            assertThat(end.text()).contains("This account is read-only");
            must(upload.client().ask("DELE a"), 550);
            Answer room = upload.client().ask("ALLO 1");
            assertThat(room.code()).isEqualTo(550);
            assertThat(room.text()).contains("This account is read-only");
            assertThat(upload.client().ask("AVBL").text()).isEqualTo("213 0");
            must(upload.client().ask("SIZE a"), 213);
            person.becomes(TenantStatus.ACTIVE, ALL);
            NodeUnderTest.await("the right to delete", () -> ask(upload.client(), "DELE a") == 250);
        } finally {
            upload.close();
        }
    }

    @Test
    void a_tenant_that_becomes_download_only_stops_storing_and_goes_on_sending_and_deleting() throws IOException {
        var person = NODE.person("acme");
        Files.write(person.home().resolve("a"), new byte[8 << 20]);
        Running upload = Running.begin(person, "b");
        try (ControlClient reader = LoggedInClient.of(NODE, person);
                DataClient data = DataClient.dial(LoggedInClient.passive(reader), null, true)) {
            must(reader.ask("RETR a"), 150);
            person.becomes(TenantStatus.DOWNLOAD_ONLY, ALL);
            Answer end = upload.client().reply();
            assertThat(end.code()).isEqualTo(426);
            assertThat(end.text()).contains("This account is download-only");
            must(upload.client().ask("ALLO 1"), 550);
            assertThat(upload.client().ask("AVBL").text()).isEqualTo("213 0");
            assertThat(data.received()).hasSize(8 << 20);
            must(reader.reply(), 226);
            must(reader.ask("DELE a"), 250);
        } finally {
            upload.close();
        }
    }

    @Test
    void a_transfer_whose_client_does_not_answer_the_server_s_call_is_stopped_at_once() throws IOException {
        var person = NODE.person("acme");
        List<Socket> waiting = new ArrayList<>();
        try (var deaf = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"));
                ControlClient client =
                        LoggedInClient.of(NODE.control("acme"), person, InetAddress.ofLiteral("127.0.0.1"))) {
            for (int i = 0; i < 3; i++) {
                var one = new Socket();
                waiting.add(one);
                try {
                    one.connect(deaf.getLocalSocketAddress(), 100);
                } catch (SocketTimeoutException full) {
                    break; // the system answers nobody any more
                }
            }
            int port = deaf.getLocalPort();
            must(client.ask("PORT 127,0,0,1," + port / 256 + "," + port % 256), 200);
            must(client.ask("STOR a"), 150);
            must(client.ask("ABOR"), 426);
            must(client.reply(), 226);
            assertThat(NODE.events())
                    .as("while it is being dialled")
                    .noneMatch(event -> event instanceof Event.DialFailed failed
                            && failed.target().getPort() == port);
        } finally {
            for (Socket each : waiting) {
                each.close();
            }
        }
        NODE.leaks().check(person);
    }

    private static int ask(ControlClient client, String line) {
        try {
            return client.ask(line).code();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void an_account_that_is_removed_is_sent_away() throws IOException {
        var person = NODE.person("acme");
        try (ControlClient client = LoggedInClient.of(NODE, person)) {
            person.vanishes();
            Answer last = client.reply();
            assertThat(last.code()).isEqualTo(421);
            assertThat(last.text()).contains("removed");
            client.awaitClose();
        }
    }
}
