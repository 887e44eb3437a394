package dev.berth.cluster;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toMap;

import dev.berth.bus.Applied.Fault;
import dev.berth.bus.Applied.Fault.Kind;
import dev.berth.bus.Applied.TenantPorts;
import dev.berth.config.BerthConfig;
import dev.berth.control.ControlListener;
import dev.berth.endpoint.Berth;
import dev.berth.endpoint.DataRules;
import dev.berth.endpoint.Endpoint;
import dev.berth.endpoint.EndpointId;
import dev.berth.endpoint.EphemeralPorts;
import dev.berth.endpoint.ExternalAddress;
import dev.berth.endpoint.NodeNetwork;
import dev.berth.endpoint.PortRules;
import dev.berth.endpoint.Served;
import dev.berth.endpoint.Topology;
import dev.berth.net.FreePorts;
import dev.berth.net.Returning;
import dev.berth.observe.Events;
import dev.berth.observe.NodeEvent;
import dev.berth.tenant.Slug;
import dev.berth.tenant.TenantId;
import dev.berth.tls.TlsService;
import dev.berth.transfer.PassivePlaces;
import dev.berth.transfer.PassivePool;
import dev.berth.transfer.PoolTerms;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The control listeners and passive pools that are open on this node. It is used by the supervisor's context
/// only, one [#apply] after the other.
public final class RunningBerths {

    private static final Logger LOG = LoggerFactory.getLogger(RunningBerths.class);

    private static final int PROBES = 4;
    private static final long PROBE_MILLIS = 200;

    private final Vertx vertx;
    private final BerthConfig config;
    private final int loops;
    private final SecureRandom random;
    private final Optional<Long> descriptors = Descriptors.limit();
    private final boolean givesFilesAway;
    private final Events events;
    private final PassivePlaces places;
    private final TlsService tls;
    private final Balancers balancers;
    private final OpenListeners listeners;
    private final OpenPools<TenantId> tenantPools;
    private final OpenPools<EndpointId> endpointPools;
    private final ExternalNames network;
    private volatile Map<Long, Slug> slugs = Map.of();
    private String ephemeralAsTold = "";
    private long neededAsTold;
    private List<Fault> mismatched = List.of();
    private List<Fault> owners = List.of();

    /// @param loops how many event loops share each listener and pool
    /// @param random for the choice of ports, seeded
    /// @param serving what listeners give to their sessions
    /// @param places where sessions find their passive ports
    /// @param ephemeral the ports that the system takes itself
    /// @param givesFilesAway whether files of tenants can belong to others than the node's user
    public RunningBerths(
            Vertx vertx,
            BerthConfig config,
            int loops,
            SecureRandom random,
            ControlListener.Serving serving,
            PassivePlaces places,
            EphemeralPorts ephemeral,
            boolean givesFilesAway) {
        this.givesFilesAway = givesFilesAway;
        this.vertx = vertx;
        this.network = new ExternalNames(
                vertx, places, serving.events(), ephemeral, config.node().bind());
        this.places = places;
        this.tls = serving.tls();
        this.balancers = new Balancers(config.proxy(), serving.events());
        this.listeners = new OpenListeners(vertx, config.node(), loops, serving, balancers);
        this.random = random;
        this.config = config;
        this.loops = loops;
        this.events = serving.events();
        this.tenantPools = new OpenPools<>(wanted -> deploy(wanted, false), places::own, places::disown);
        this.endpointPools = new OpenPools<>(wanted -> deploy(wanted, true), places::shared, places::unshare);
    }

    /// Opens what is missing, changes what differs, closes what is gone. What fails is kept as a fault and tried
    /// again at the next call.
    Future<Void> apply(Topology topology) {
        Balancers.Checked checked = balancers.check(topology);
        mismatched = checked.faults();
        owners = FileOwners.faults(topology, givesFilesAway);
        slugs = topology.berths().stream()
                .map(Berth::tenant)
                .collect(toMap(tenant -> tenant.id().value(), tenant -> tenant.slug()));
        tellShortage(topology);
        tellEphemeral(topology);
        return applyUsable(checked.usable());
    }

    /// A node that runs out of descriptors refuses clients one by one, and nobody knows why; hence it says so when
    /// it starts, and when it has grown by a tenth.
    private void tellShortage(Topology topology) {
        long needed = Descriptors.needed(config, topology);
        Optional<String> shortage = descriptors.flatMap(limit -> Descriptors.shortage(config, topology, limit));
        if (shortage.isPresent() && needed > neededAsTold + neededAsTold / 10) {
            LOG.atWarn().log(shortage.get());
            neededAsTold = needed;
        }
    }

    private void tellEphemeral(Topology topology) {
        String now = KernelPorts.warning(network.ephemeral(), topology).orElse("");
        if (!now.isEmpty() && !now.equals(ephemeralAsTold)) {
            LOG.atWarn().log(now);
        }
        ephemeralAsTold = now;
    }

    private Future<Void> applyUsable(Topology topology) {
        applyExternal(topology.berths());
        Context here = vertx.getOrCreateContext();
        Map<EndpointId, Served> served = Served.at(topology, config.node().hosts());
        return Returning.to(here, tls.refresh(topology))
                .compose(_ -> Returning.to(here, listeners.shrink(topology.endpoints(), served)))
                .compose(_ -> Returning.to(here, applyPools(topology)))
                .compose(_ -> listeners.apply(topology.endpoints(), served));
    }

    /// Looks the DNS names of external addresses up again whose time has come.
    void refreshNames() {
        network.refresh();
    }

    /// Looks for certificates that end.
    void watchCertificates() {
        tls.watch();
    }

    /// The network as this node sees it.
    public NodeNetwork network() {
        return network;
    }

    /// The passive ports of some tenants.
    List<TenantPorts> ports(Set<Slug> tenants) {
        return tenants.stream()
                .flatMap(slug -> tenantPools.pool(slug.value()).stream()
                        .map(pool -> new TenantPorts(slug, pool.range(), pool.open(), pool.failed())))
                .toList();
    }

    /// Which of these ports could not be opened here; those that are open for this node's own tenants count as free.
    /// One that is just being closed is given some time.
    Future<List<Integer>> taken(List<Integer> ports) {
        return taken(ports, PROBES);
    }

    private Future<List<Integer>> taken(List<Integer> ports, int attempts) {
        List<Integer> others = ports.stream()
                .filter(port -> !listeners.has(port) && !tenantPools.has(port) && !endpointPools.has(port))
                .toList();
        return FreePorts.taken(vertx, config.node().bind(), others)
                .compose(taken -> taken.isEmpty() || attempts == 1
                        ? Future.succeededFuture(taken)
                        : vertx.timer(PROBE_MILLIS, TimeUnit.MILLISECONDS).compose(_ -> taken(taken, attempts - 1)));
    }

    List<Fault> listenerFaults() {
        return Stream.concat(mismatched.stream(), listeners.faults().stream()).toList();
    }

    List<Fault> faults() {
        var all = new ArrayList<>(listenerFaults());
        all.addAll(owners);
        tenantPools.faults().forEach((name, text) -> all.add(new Fault(Kind.TENANT, name, text)));
        endpointPools.faults().forEach((name, text) -> all.add(new Fault(Kind.ENDPOINT, name, text)));
        return all;
    }

    /// How many reservations wait for their data connection; may be asked on any thread.
    public int reservations() {
        return tenantPools.reservations() + endpointPools.reservations();
    }

    /// How many passive ports are busy for each tenant that has any busy; may be asked on any thread.
    public Map<Slug, Integer> portsInUse() {
        Map<Slug, Integer> all = new HashMap<>();
        Map<Long, Slug> known = slugs;
        Stream.of(tenantPools, endpointPools)
                .map(OpenPools::portsByTenant)
                .forEach(busy -> busy.forEach((id, ports) -> {
                    Slug slug = known.get(id);
                    if (slug != null) {
                        all.merge(slug, ports, Integer::sum);
                    }
                }));
        return all;
    }

    Future<Void> close() {
        return Future.join(listeners.close(), tenantPools.close(), endpointPools.close())
                .mapEmpty();
    }

    private Future<PassivePool> deploy(OpenPools.Wanted wanted, boolean shared) {
        var terms = new PoolTerms(
                config.passive(),
                config.node().bind(),
                balancers.header(wanted.proxy(), NodeEvent.HeaderRefused.Side.DATA),
                wanted.rules(),
                wanted.foreignPorts(),
                shared,
                events);
        return places.deploy(vertx, loops, terms, random);
    }

    private Future<Void> applyPools(Topology topology) {
        Map<EndpointId, Endpoint> endpoints = topology.endpoints().stream().collect(toMap(Endpoint::id, identity()));
        Map<TenantId, OpenPools.Wanted> ofTenants = new HashMap<>();
        for (Berth berth : topology.berths()) {
            berth.range()
                    .ifPresent(range -> ofTenants.put(
                            berth.tenant().id(),
                            new OpenPools.Wanted(
                                    berth.tenant().slug().value(),
                                    range,
                                    Balancers.of(berth, endpoints),
                                    berth.data().ports(),
                                    berth.data().fxpPorts())));
        }
        Map<EndpointId, OpenPools.Wanted> ofEndpoints = new HashMap<>();
        for (Endpoint endpoint : topology.endpoints()) {
            endpoint.sharedPool()
                    .ifPresent(range -> ofEndpoints.put(
                            endpoint.id(),
                            new OpenPools.Wanted(
                                    endpoint.name(), range, Balancers.of(endpoint), PortRules.DEFAULT, 0)));
        }
        Future<?> shrunk = Future.join(tenantPools.shrink(ofTenants), endpointPools.shrink(ofEndpoints));
        return Returning.to(vertx.getOrCreateContext(), shrunk)
                .compose(_ -> tenantPools.grow(ofTenants))
                .compose(_ -> endpointPools.grow(ofEndpoints));
    }

    private void applyExternal(List<Berth> berths) {
        Map<String, Duration> names = new HashMap<>();
        config.passive()
                .externalAddress()
                .filter(text -> ExternalAddress.parse(text) instanceof ExternalAddress.Name)
                .ifPresent(name -> names.put(name, DataRules.Passive.DEFAULT.dnsRefresh()));
        for (Berth berth : berths) {
            places.rules(berth.tenant().id(), berth.external());
            places.data(berth.tenant().id(), berth.data());
            berth.external().forEach(rule -> {
                if (rule.address() instanceof ExternalAddress.Name name) {
                    names.merge(name.name(), berth.data().passive().dnsRefresh(), (a, b) -> a.compareTo(b) < 0 ? a : b);
                }
            });
        }
        network.watch(names);
    }
}
