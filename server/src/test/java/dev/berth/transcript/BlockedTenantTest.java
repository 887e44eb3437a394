package dev.berth.transcript;

import static dev.berth.transcript.LoggedInClient.must;
import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.NodeUnderTest;
import dev.berth.NodeUnderTestPerson;
import dev.berth.NodeUnderTestSettings;
import dev.berth.account.Permission;
import dev.berth.tenant.Limit;
import dev.berth.tenant.Limits;
import dev.berth.tenant.TenantStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// A tenant is blocked while a hundred transfers of all kinds run; those of another go on.
class BlockedTenantTest {

    /// Two seconds, and what a busy machine adds.
    private static final Duration SOON = Duration.ofSeconds(6);

    private static final int EACH_WAY = 50;

    /// More than the buffers of both ends take.
    private static final int LARGE = 8 << 20;

    @RegisterExtension
    static final NodeUnderTest NODE = NodeUnderTest.with(
            NodeUnderTestSettings.STANDARD.withPassivePorts(60).forCrowds(250));

    private enum Kind {
        PLAIN,
        TLS,
        DEFLATED,
        WAITING_FOR_BANDWIDTH,
        WAITING_FOR_DATA_CONNECTION;

        /// One kind after the other, so that those that wait for their data connection have not waited for long.
        static Kind of(int number) {
            return values()[number * values().length / (2 * EACH_WAY)];
        }
    }

    /// A transfer that has begun and does not end.
    private record Running(ControlClient client, Optional<DataClient> data) {

        static Running begin(NodeUnderTestPerson person, Kind kind, boolean up, String name) throws IOException {
            ControlClient client = kind == Kind.TLS ? SecureClient.of(NODE, person) : LoggedInClient.of(NODE, person);
            if (kind == Kind.DEFLATED) {
                must(client.ask("MODE Z"), 200);
            }
            var port = LoggedInClient.passive(client);
            Optional<DataClient> data = kind == Kind.WAITING_FOR_DATA_CONNECTION
                    ? Optional.empty()
                    : Optional.of(DataClient.dial(port, client.localAddress(), !up, kind == Kind.TLS));
            must(client.ask((up ? "STOR " : "RETR ") + name), 150);
            if (up && data.isPresent() && kind != Kind.DEFLATED) {
                data.get().send(new byte[kind == Kind.WAITING_FOR_BANDWIDTH ? 100_000 : 100]);
            }
            return new Running(client, data);
        }

        void close() throws IOException {
            if (data.isPresent()) {
                data.get().close();
            }
            client.close();
        }
    }

    @Test
    void all_are_stopped_and_none_is_published_and_those_of_another_go_on() throws IOException {
        var blocked = NODE.person("acme");
        var slow = NODE.person("acme");
        slow.limit(Limits.NONE.with(Limit.UPLOAD, 1_000).with(Limit.DOWNLOAD, 1_000));
        var other = NODE.person("zebra");
        List<Running> stopped = new ArrayList<>();
        List<Running> goOn = new ArrayList<>();
        try {
            for (NodeUnderTestPerson each : List.of(blocked, slow, other)) {
                byte[] content = new byte[LARGE];
                new Random(7).nextBytes(content);
                Files.write(each.home().resolve("large"), content);
            }
            for (int i = 0; i < 2 * EACH_WAY; i++) {
                boolean up = i % 2 == 0;
                Kind kind = Kind.of(i);
                NodeUnderTestPerson person = kind == Kind.WAITING_FOR_BANDWIDTH ? slow : blocked;
                if (up) {
                    Files.write(person.home().resolve("f" + i), new byte[7]);
                }
                goOn.add(Running.begin(other, Kind.PLAIN, up, up ? "g" + i : "large"));
                stopped.add(Running.begin(person, kind, up, up ? "f" + i : "large"));
            }
            Instant since = Instant.now();
            blocked.becomes(TenantStatus.BLOCKED, EnumSet.allOf(Permission.class));
            slow.becomes(TenantStatus.BLOCKED, EnumSet.allOf(Permission.class));
            for (Running each : stopped) {
                Answer end = each.client().reply();
                assertThat(end.code()).isEqualTo(426);
                assertThat(end.text()).contains("blocked: unpaid");
                must(each.client().reply(), 421);
                each.client().awaitClose();
            }
            assertThat(Duration.between(since, Instant.now())).isLessThan(SOON);
            for (int i = 0; i < 2 * EACH_WAY; i += 2) {
                Kind kind = Kind.of(i);
                NodeUnderTestPerson person = kind == Kind.WAITING_FOR_BANDWIDTH ? slow : blocked;
                assertThat(Files.size(person.home().resolve("f" + i)))
                        .as("f%s, %s", i, kind)
                        .isEqualTo(7);
            }
            for (int i = 0; i < 2 * EACH_WAY; i++) {
                DataClient data = goOn.get(i).data().orElseThrow();
                if (i % 2 == 0) {
                    data.finish();
                } else {
                    assertThat(data.received()).hasSize(LARGE);
                }
                must(goOn.get(i).client().reply(), 226);
            }
        } finally {
            for (Running each : stopped) {
                each.close();
            }
            for (Running each : goOn) {
                each.close();
            }
        }
        NODE.leaks().check(blocked);
    }
}
