package dev.berth.control;

import static dev.berth.transcript.LoggedInClient.must;

import dev.berth.NodeUnderTest;
import dev.berth.NodeUnderTestSettings;
import dev.berth.endpoint.DataRules;
import dev.berth.transcript.ControlClient;
import dev.berth.transcript.DataClient;
import dev.berth.transcript.LoggedInClient;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Idle times of a tenant's own, where the node's are short: what would have ended long ago is still there when
/// somebody else's has ended.
class IdleTenantsTest {

    @RegisterExtension
    static final NodeUnderTest node =
            NodeUnderTest.with(NodeUnderTestSettings.STANDARD.withIdleTimeouts(Duration.ofSeconds(2)));

    @BeforeAll
    static void give_zebra_times_of_its_own() {
        var minute = Optional.of(Duration.ofMinutes(1));
        DataRules usual = DataRules.DEFAULT;
        node.setData(
                "zebra",
                new DataRules(
                        usual.ports(),
                        usual.passive(),
                        usual.active(),
                        false,
                        0,
                        usual.limits(),
                        new DataRules.Idle(minute, minute)));
    }

    @Test
    void a_session_may_be_silent_as_long_as_its_tenant_says() throws IOException {
        try (var patient = LoggedInClient.of(node, node.person("zebra"));
                var usual = LoggedInClient.of(node, node.person("acme"))) {
            must(usual.reply(), 421);
            must(patient.ask("NOOP"), 200);
        }
    }

    @Test
    void a_data_connection_may_stand_still_as_long_as_its_tenant_says() throws IOException {
        try (var patient = LoggedInClient.of(node, node.person("zebra"));
                var usual = LoggedInClient.of(node, node.person("acme"));
                var patientData = storing(patient);
                var usualData = storing(usual)) {
            must(usual.reply(), 426);
            usualData.awaitEnd();
            patientData.send("the rest".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
            patientData.finish();
            must(patient.reply(), 226);
        }
    }

    private static DataClient storing(ControlClient client) throws IOException {
        DataClient data = DataClient.dial(LoggedInClient.passive(client), null, false);
        must(client.ask("STOR a.bin"), 150);
        return data;
    }
}
