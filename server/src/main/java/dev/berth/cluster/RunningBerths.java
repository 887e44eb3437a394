package dev.berth.cluster;

import dev.berth.bus.Applied.Fault;
import dev.berth.bus.Applied.Fault.Kind;
import dev.berth.bus.Applied.TenantPorts;
import dev.berth.config.BerthConfig;
import dev.berth.control.ControlListener;
import dev.berth.endpoint.Berth;
import dev.berth.endpoint.Endpoint;
import dev.berth.endpoint.EndpointId;
import dev.berth.endpoint.ExternalAddress;
import dev.berth.endpoint.Tenancy;
import dev.berth.endpoint.Topology;
import dev.berth.net.Names;
import dev.berth.tenant.Slug;
import dev.berth.tenant.TenantId;
import dev.berth.tls.TlsService;
import dev.berth.transfer.PassivePlaces;
import dev.berth.transfer.PassivePool;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.net.Inet4Address;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The control listeners and passive pools that are open on this node. It is used by the supervisor's context
/// only, one [#apply] after the other.
public final class RunningBerths {

    private final Vertx vertx;
    private final PassivePlaces places;
    private final TlsService tls;
    private final OpenListeners listeners;
    private final OpenPools<TenantId> tenantPools;
    private final OpenPools<EndpointId> endpointPools;
    private Set<String> externalNames = Set.of();

    /// @param loops how many event loops share each listener and pool
    /// @param random for the choice of ports, seeded
    /// @param serving what listeners give to their sessions
    /// @param places where sessions find their passive ports
    public RunningBerths(
            Vertx vertx,
            BerthConfig config,
            int loops,
            SecureRandom random,
            ControlListener.Serving serving,
            PassivePlaces places) {
        this.vertx = vertx;
        this.places = places;
        this.tls = serving.tls();
        this.listeners = new OpenListeners(vertx, config.node(), loops, serving);
        this.tenantPools = new OpenPools<>(
                () -> PassivePool.deploy(
                        vertx, loops, config.passive(), config.node().bind(), random),
                places::own,
                places::disown);
        this.endpointPools = new OpenPools<>(
                () -> PassivePool.deploy(
                        vertx, loops, config.passive(), config.node().bind(), random),
                places::shared,
                places::unshare);
    }

    /// Opens what is missing, changes what differs, closes what is gone. What fails is kept as a fault and tried
    /// again at the next call.
    Future<Void> apply(Topology topology) {
        applyExternal(topology.berths());
        return tls.refresh(topology)
                .compose(_ -> applyPools(topology))
                .compose(_ -> listeners.apply(topology.endpoints(), tenancies(topology)));
    }

    /// Looks the DNS names of external addresses up again, and for certificates that end.
    void refreshNames() {
        tls.watch();
        for (String name : externalNames) {
            Names.resolve(vertx, name)
                    .onComplete(
                            address -> {
                                if (address instanceof Inet4Address ipv4) {
                                    places.resolved(name, List.of(ipv4));
                                }
                            },
                            _ -> {});
        }
    }

    /// The passive ports of some tenants.
    List<TenantPorts> ports(Set<Slug> tenants) {
        return tenants.stream()
                .flatMap(slug -> tenantPools.pool(slug.value()).stream()
                        .map(pool -> new TenantPorts(slug, pool.range(), pool.open(), pool.failed())))
                .toList();
    }

    List<Fault> listenerFaults() {
        return listeners.faults();
    }

    List<Fault> faults() {
        var all = new ArrayList<>(listeners.faults());
        tenantPools.faults().forEach((name, text) -> all.add(new Fault(Kind.TENANT, name, text)));
        endpointPools.faults().forEach((name, text) -> all.add(new Fault(Kind.ENDPOINT, name, text)));
        return all;
    }

    /// How many reservations wait for their data connection; may be asked on any thread.
    public int reservations() {
        return tenantPools.reservations() + endpointPools.reservations();
    }

    Future<Void> close() {
        return Future.join(listeners.close(), tenantPools.close(), endpointPools.close())
                .mapEmpty();
    }

    private Future<Void> applyPools(Topology topology) {
        Map<TenantId, OpenPools.Wanted> ofTenants = new HashMap<>();
        for (Berth berth : topology.berths()) {
            berth.range()
                    .ifPresent(range -> ofTenants.put(
                            berth.tenant().id(),
                            new OpenPools.Wanted(berth.tenant().slug().value(), range)));
        }
        Map<EndpointId, OpenPools.Wanted> ofEndpoints = new HashMap<>();
        for (Endpoint endpoint : topology.endpoints()) {
            endpoint.sharedPool()
                    .ifPresent(range -> ofEndpoints.put(endpoint.id(), new OpenPools.Wanted(endpoint.name(), range)));
        }
        tenantPools.shrink(ofTenants);
        endpointPools.shrink(ofEndpoints);
        return tenantPools.grow(ofTenants).compose(_ -> endpointPools.grow(ofEndpoints));
    }

    private void applyExternal(List<Berth> berths) {
        Set<String> names = new HashSet<>();
        for (Berth berth : berths) {
            places.rules(berth.tenant().id(), berth.external());
            berth.external().forEach(rule -> {
                if (rule.address() instanceof ExternalAddress.Name name) {
                    names.add(name.name());
                }
            });
        }
        boolean more = !externalNames.containsAll(names);
        externalNames = Set.copyOf(names);
        if (more) {
            refreshNames();
        }
    }

    private static Map<EndpointId, Tenancy> tenancies(Topology topology) {
        Map<EndpointId, Map<Slug, TenantId>> served = new HashMap<>();
        for (Berth berth : topology.berths()) {
            berth.endpoints()
                    .forEach(endpoint -> served.computeIfAbsent(endpoint, _ -> new HashMap<>())
                            .put(berth.tenant().slug(), berth.tenant().id()));
        }
        Map<EndpointId, Tenancy> tenancies = new HashMap<>();
        for (Endpoint endpoint : topology.endpoints()) {
            Map<Slug, TenantId> tenants = served.get(endpoint.id());
            if (tenants != null) {
                Tenancy tenancy = endpoint.owner()
                        .<Tenancy>map(Tenancy.Dedicated::new)
                        .orElseGet(() -> new Tenancy.Shared(tenants));
                tenancies.put(endpoint.id(), tenancy);
            }
        }
        return tenancies;
    }
}
