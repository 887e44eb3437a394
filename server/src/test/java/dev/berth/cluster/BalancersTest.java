package dev.berth.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.bus.Applied.Fault;
import dev.berth.config.ProxyConfig;
import dev.berth.endpoint.Berth;
import dev.berth.endpoint.DataRules;
import dev.berth.endpoint.Endpoint;
import dev.berth.endpoint.EndpointId;
import dev.berth.endpoint.Listener;
import dev.berth.endpoint.Listener.Proxy;
import dev.berth.endpoint.PassiveRange;
import dev.berth.endpoint.Topology;
import dev.berth.observe.Events;
import dev.berth.tenant.Slug;
import dev.berth.tenant.Tenant;
import dev.berth.tenant.TenantId;
import dev.berth.tenant.TenantStatus;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class BalancersTest {

    private static final Balancers NOBODY = balancers(List.of());
    private static final Balancers SOMEBODY = balancers(List.of("192.0.2.0/24"));

    @Test
    void a_listener_that_requires_headers_needs_somebody_to_trust() {
        var topology = topology(List.of(endpoint(1, Proxy.REQUIRED), endpoint(2, Proxy.OFF)), List.of());
        assertThat(texts(NOBODY.check(topology)))
                .containsExactly("endpoint e1 has proxy: required, and proxy.trusted names no load balancer");
        assertThat(NOBODY.check(topology).usable().endpoints())
                .extracting(Endpoint::name)
                .containsExactly("e2");
        assertThat(SOMEBODY.check(topology).faults()).isEmpty();
    }

    @Test
    void a_process_without_the_codec_serves_no_listener_that_requires_headers() {
        var topology = topology(List.of(endpoint(1, Proxy.REQUIRED), endpoint(2, Proxy.OFF)), List.of());
        var config = new ProxyConfig(List.of("192.0.2.0/24"), Duration.ofSeconds(1));
        Balancers.Checked checked = new Balancers(config, new Events(List.of()), false).check(topology);
        assertThat(texts(checked))
                .containsExactly("endpoint e1 has proxy: required, and the library netty-codec-haproxy is missing");
        assertThat(checked.usable().endpoints()).extracting(Endpoint::name).containsExactly("e2");
    }

    @Test
    void the_listeners_of_an_endpoint_agree() {
        var topology = topology(List.of(endpoint(1, Proxy.REQUIRED, Proxy.OFF)), List.of());
        assertThat(texts(SOMEBODY.check(topology)))
                .containsExactly(
                        "the listeners of endpoint e1 share its passive ports, so proxy must be the same on all of them");
        assertThat(SOMEBODY.check(topology).usable().endpoints()).isEmpty();
    }

    @Test
    void the_endpoints_of_a_tenant_with_its_own_ports_agree() {
        List<Endpoint> endpoints = List.of(endpoint(1, Proxy.REQUIRED), endpoint(2, Proxy.OFF));
        var own = topology(endpoints, List.of(berth(Optional.of(new PassiveRange(30_000, 30_009)))));
        assertThat(texts(SOMEBODY.check(own)))
                .containsExactly(
                        "tenant acme has passive ports of its own, so proxy must be the same on all of its endpoints");
        assertThat(SOMEBODY.check(own).usable().berths()).isEmpty();
        var shared = topology(endpoints, List.of(berth(Optional.empty())));
        assertThat(SOMEBODY.check(shared).faults()).isEmpty();
    }

    private static List<String> texts(Balancers.Checked checked) {
        return checked.faults().stream().map(Fault::text).toList();
    }

    private static Balancers balancers(List<String> trusted) {
        return new Balancers(new ProxyConfig(trusted, Duration.ofSeconds(1)), new Events(List.of()));
    }

    private static Topology topology(List<Endpoint> endpoints, List<Berth> berths) {
        return new Topology(1, endpoints, berths);
    }

    private static Endpoint endpoint(int id, Proxy... sides) {
        List<Listener> listeners = new java.util.ArrayList<>();
        for (Proxy side : sides) {
            listeners.add(new Listener(2000 + 10 * id + listeners.size(), Listener.Tls.NONE, side));
        }
        return new Endpoint(new EndpointId(id), "e" + id, listeners, Optional.empty(), Optional.empty());
    }

    private static Berth berth(Optional<PassiveRange> range) {
        var tenant = new Tenant(new TenantId(1), new Slug("acme"), "acme", TenantStatus.ACTIVE, "acme");
        return new Berth(tenant, List.of(new EndpointId(1), new EndpointId(2)), range, List.of(), DataRules.DEFAULT);
    }
}
