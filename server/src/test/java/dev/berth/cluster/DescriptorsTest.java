package dev.berth.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.config.BerthConfig;
import dev.berth.config.Machine;
import dev.berth.endpoint.Berth;
import dev.berth.endpoint.DataRules;
import dev.berth.endpoint.Endpoint;
import dev.berth.endpoint.EndpointId;
import dev.berth.endpoint.Listener;
import dev.berth.endpoint.PassiveRange;
import dev.berth.endpoint.Topology;
import dev.berth.tenant.Slug;
import dev.berth.tenant.Tenant;
import dev.berth.tenant.TenantId;
import dev.berth.tenant.TenantStatus;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What a node needs of file descriptors. It binds two addresses here, and each open port takes one on each.
class DescriptorsTest {

    private static final BerthConfig CONFIG = BerthConfig.read(
            new JsonObject().put("session", new JsonObject().put("max", 100)), new Machine("ftp1", true), List.of());

    private static final Topology TOPOLOGY = topology();

    @Test
    void every_control_and_passive_port_counts_on_every_address_and_every_session_thrice() {
        assertThat(Descriptors.listening(CONFIG, TOPOLOGY)).isEqualTo((2 + 20 + 10) * 2);
        assertThat(Descriptors.needed(CONFIG, TOPOLOGY)).isEqualTo(300 + 64 + 3 * 100);
    }

    @Test
    void enough_is_enough() {
        assertThat(Descriptors.shortage(CONFIG, TOPOLOGY, 664)).isEmpty();
    }

    @Test
    void too_few_is_told_with_the_number_needed_and_what_to_do() {
        assertThat(Descriptors.shortage(CONFIG, TOPOLOGY, 663))
                .contains(
                        "the limit of open files is 663, and this node needs 664: 64 for listening ports, 3 for each of"
                                + " session.max = 100 sessions; raise it (LimitNOFILE=664 in the unit, ulimit -n in a shell) or"
                                + " lower session.max");
    }

    private static Topology topology() {
        var listeners = List.of(
                new Listener(2121, Listener.Tls.NONE, Listener.Proxy.OFF),
                new Listener(2990, Listener.Tls.IMPLICIT, Listener.Proxy.OFF));
        var endpoint = new Endpoint(
                new EndpointId(1),
                "shared",
                listeners,
                Optional.empty(),
                Optional.of(new PassiveRange(30_000, 30_019)));
        var tenant = new Tenant(new TenantId(1), new Slug("acme"), "acme", TenantStatus.ACTIVE, "acme");
        var berth = new Berth(
                tenant,
                List.of(endpoint.id()),
                Optional.of(new PassiveRange(30_100, 30_109)),
                List.of(),
                DataRules.DEFAULT);
        return new Topology(1, List.of(endpoint), List.of(berth));
    }
}
