package dev.berth.cluster;

import static java.util.stream.Collectors.joining;

import dev.berth.endpoint.Listener;
import dev.berth.endpoint.PassiveRange;
import dev.berth.endpoint.PortRules;
import dev.berth.transfer.PassivePool;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;

/// The open passive pools of one kind of owner: of tenants, or of endpoints.
///
/// @param <K> the owner's id
final class OpenPools<K> {

    private static final int NAMED = 10;

    private final Function<Wanted, Future<PassivePool>> deploy;
    private final BiConsumer<K, PassivePool> opened;
    private final Consumer<K> closed;
    private final Map<K, Pool> pools = new ConcurrentHashMap<>();

    /// @param deploy makes a pool without ports
    /// @param opened told when an owner has its pool
    /// @param closed told when it has none any more
    OpenPools(Function<Wanted, Future<PassivePool>> deploy, BiConsumer<K, PassivePool> opened, Consumer<K> closed) {
        this.deploy = deploy;
        this.opened = opened;
        this.closed = closed;
    }

    /// What an owner should have.
    ///
    /// @param name the owner's name for people
    /// @param proxy whether data connections begin with a PROXY header, as its control connections do
    /// @param rules how its clients share the ports
    /// @param foreignPorts how many of the last ports are for FXP
    record Wanted(String name, PassiveRange range, Listener.Proxy proxy, PortRules rules, int foreignPorts) {

        /// Whether only the ports differ, which a running pool can change.
        boolean differsInRangeOnly(Wanted other) {
            return proxy == other.proxy && rules.equals(other.rules) && foreignPorts == other.foreignPorts;
        }
    }

    private record Pool(Wanted wanted, PassivePool ports, Map<Integer, Throwable> failed) {

        List<Integer> failedPorts() {
            return failed.keySet().stream().sorted().toList();
        }

        String inWords() {
            String some =
                    failedPorts().stream().limit(NAMED).map(String::valueOf).collect(joining(", "));
            String more = failed.size() > NAMED ? " and " + (failed.size() - NAMED) + " more" : "";
            return "of the passive ports " + wanted.range() + ", " + some + more
                    + " cannot be opened; another program may have them";
        }
    }

    /// Lets go of all ports that are not wanted any more, so that others can have them. A pool that differs in more
    /// than its ports goes as a whole.
    ///
    /// @return completes, and never fails, when the ports that go are closed, but for those that somebody waits
    /// on: only then can others open them
    Future<Void> shrink(Map<K, Wanted> wanted) {
        List<Future<Void>> closing = new ArrayList<>();
        for (K owner : List.copyOf(pools.keySet())) {
            Wanted now = wanted.get(owner);
            Pool pool = pools.get(owner);
            if (pool != null && now != null && pool.wanted().differsInRangeOnly(now)) {
                closing.add(pool.ports().shrinkTo(now.range()));
            } else if (pool != null) {
                pools.remove(owner);
                closed.accept(owner);
                closing.add(pool.ports().close());
            }
        }
        return Future.join(closing).otherwiseEmpty().mapEmpty();
    }

    /// Opens what is wanted and not there, also what failed before.
    Future<Void> grow(Map<K, Wanted> wanted) {
        List<Future<Void>> growing = new ArrayList<>();
        wanted.forEach((owner, now) -> {
            Pool pool = pools.get(owner);
            if (pool == null || !pool.wanted().equals(now) || !pool.failed().isEmpty()) {
                growing.add(grow(owner, now, pool == null ? deploy.apply(now) : Future.succeededFuture(pool.ports())));
            }
        });
        return Future.join(growing).mapEmpty();
    }

    private Future<Void> grow(K owner, Wanted now, Future<PassivePool> deployed) {
        return deployed.compose(ports -> ports.resize(now.range()).map(failed -> {
            pools.put(owner, new Pool(now, ports, failed));
            opened.accept(owner, ports);
            return null;
        }));
    }

    /// What an owner has.
    ///
    /// @param open how many ports
    /// @param failed the ports that could not be opened
    record Opened(PassiveRange range, int open, List<Integer> failed) {}

    /// The pool of the owner with this name.
    Optional<Opened> pool(String name) {
        return pools.values().stream()
                .filter(pool -> pool.wanted().name().equals(name))
                .findFirst()
                .map(pool -> new Opened(pool.wanted().range(), pool.ports().openPorts(), pool.failedPorts()));
    }

    /// Whether somebody has this port here.
    boolean has(int port) {
        return pools.values().stream().anyMatch(pool -> pool.ports().holds(port));
    }

    /// What could not be opened, in words, by the owner's name.
    Map<String, String> faults() {
        Map<String, String> faults = new TreeMap<>();
        for (Pool pool : pools.values()) {
            if (!pool.failed().isEmpty()) {
                faults.put(pool.wanted().name(), pool.inWords());
            }
        }
        return faults;
    }

    int reservations() {
        return pools.values().stream().mapToInt(pool -> pool.ports().pending()).sum();
    }

    /// How many ports are busy for each tenant, by its key.
    Map<Long, Integer> portsByTenant() {
        Map<Long, Integer> all = new HashMap<>();
        pools.values()
                .forEach(pool -> pool.ports()
                        .portsByTenant()
                        .forEach((tenant, ports) -> all.merge(tenant, ports, Integer::sum)));
        return all;
    }

    Future<Void> close() {
        return Future.join(pools.values().stream()
                        .map(pool -> pool.ports().close())
                        .toList())
                .mapEmpty();
    }
}
