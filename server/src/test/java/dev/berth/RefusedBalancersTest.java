package dev.berth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.berth.config.BerthConfig;
import dev.berth.endpoint.Berth;
import dev.berth.endpoint.DataRules;
import dev.berth.endpoint.Endpoint;
import dev.berth.endpoint.EndpointId;
import dev.berth.endpoint.Listener;
import dev.berth.endpoint.Listener.Proxy;
import dev.berth.endpoint.PassiveRange;
import dev.berth.endpoint.Topology;
import dev.berth.observe.Events;
import dev.berth.quota.MemoryQuotaLedger;
import dev.berth.storage.Storage;
import dev.berth.storage.local.LocalStorage;
import dev.berth.tenant.Slug;
import dev.berth.tenant.Tenant;
import dev.berth.tenant.TenantId;
import dev.berth.tenant.TenantStatus;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A node does not start where control and data connections would not agree about PROXY headers, however the
/// directory came to say so.
class RefusedBalancersTest {

    @TempDir
    Path directory;

    private final Vertx vertx = Vertx.vertx();
    private Storage storage;

    @BeforeEach
    void open() throws Exception {
        storage = LocalStorage.start(vertx, NodeUnderTestSettings.STANDARD.storage(directory))
                .await(20, TimeUnit.SECONDS);
    }

    @AfterEach
    void close() throws Exception {
        assertThat(storage.close().await(20, TimeUnit.SECONDS)).isNull();
        assertThat(vertx.close().await(20, TimeUnit.SECONDS)).isNull();
    }

    @Test
    void the_listeners_of_one_endpoint_differ() throws IOException {
        assertThat(refusal(trusting("192.0.2.1"), endpoint(1, Proxy.REQUIRED, Proxy.OFF)))
                .contains("proxy must be the same on all of them");
    }

    @Test
    void the_endpoints_of_a_tenant_with_passive_ports_of_its_own_differ() throws IOException {
        assertThat(refusal(trusting("192.0.2.1"), endpoint(1, Proxy.REQUIRED), endpoint(2, Proxy.OFF)))
                .contains("proxy must be the same on all of its endpoints");
    }

    @Test
    void no_balancer_is_trusted() throws IOException {
        assertThat(refusal(trusting(), endpoint(1, Proxy.REQUIRED))).contains("proxy.trusted names no load balancer");
    }

    private String refusal(BerthConfig settings, Endpoint... endpoints) throws IOException {
        List<EndpointId> served = List.of(endpoints).stream().map(Endpoint::id).toList();
        var tenant = new Tenant(new TenantId(1), new Slug("acme"), "acme", TenantStatus.ACTIVE, "acme");
        int first = NodeUnderTestPorts.free(2, NodeUnderTestSettings.ADDRESSES);
        var berth = new Berth(
                tenant, served, Optional.of(new PassiveRange(first, first + 1)), List.of(), DataRules.DEFAULT);
        var topology = new Topology(1, List.of(endpoints), List.of(berth));
        var broken = new MemoryDirectory() {
            @Override
            public Future<Topology> topology() {
                return Future.succeededFuture(topology);
            }
        };
        var nobody = new MemoryAuthenticator();
        var adapters = new Adapters(
                broken,
                new MemoryCertificates(broken),
                nobody,
                nobody,
                storage,
                new MemoryQuotaLedger(),
                new MemoryBans(),
                new Events(List.of()));
        Throwable refused =
                catchThrowable(() -> FtpServer.start(vertx, settings, adapters).await(20, TimeUnit.SECONDS));
        assertThat(refused).as("the start").isNotNull();
        return String.valueOf(refused.getMessage());
    }

    private BerthConfig trusting(String... balancers) {
        return NodeUnderTestSettings.STANDARD.config(directory, List.of(balancers));
    }

    /// None of these ports is opened, since nothing of what disagrees is.
    private static Endpoint endpoint(int id, Proxy... sides) {
        List<Listener> listeners = new ArrayList<>();
        for (Proxy side : sides) {
            listeners.add(new Listener(40_000 + 10 * id + listeners.size(), Listener.Tls.NONE, side));
        }
        return new Endpoint(new EndpointId(id), "e" + id, listeners, Optional.empty(), Optional.empty());
    }
}
