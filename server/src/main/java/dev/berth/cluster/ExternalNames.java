package dev.berth.cluster;

import dev.berth.endpoint.EphemeralPorts;
import dev.berth.endpoint.NodeNetwork;
import dev.berth.net.Names;
import dev.berth.observe.Events;
import dev.berth.observe.NodeEvent;
import dev.berth.transfer.PassivePlaces;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// The DNS names of external addresses: looked up in the background, the last good answer kept.
final class ExternalNames implements NodeNetwork {

    private final Vertx vertx;
    private final PassivePlaces places;
    private final Events events;
    private final EphemeralPorts ephemeral;
    private final List<String> bound;
    private final Map<String, Long> failingSince = new ConcurrentHashMap<>();
    private final RefreshTimes times = new RefreshTimes();

    ExternalNames(Vertx vertx, PassivePlaces places, Events events, EphemeralPorts ephemeral, List<String> bound) {
        this.vertx = vertx;
        this.places = places;
        this.events = events;
        this.ephemeral = ephemeral;
        this.bound = bound;
    }

    /// Watches these names and no others; new ones are looked up at once.
    ///
    /// @param names with the time between two look-ups
    void watch(Map<String, Duration> names) {
        times.watch(names);
        failingSince.keySet().retainAll(names.keySet());
        refresh();
    }

    /// Looks those up whose time has come. To be called every few seconds.
    void refresh() {
        for (String name : times.due(System.nanoTime())) {
            resolve(name).onComplete(addresses -> resolved(name, addresses), _ -> unresolved(name));
        }
    }

    @Override
    public Future<List<Inet4Address>> resolve(String name) {
        return Names.resolve(vertx, name).compose(addresses -> {
            List<Inet4Address> ipv4 = addresses.stream()
                    .filter(Inet4Address.class::isInstance)
                    .map(Inet4Address.class::cast)
                    .toList();
            return ipv4.isEmpty()
                    ? Future.failedFuture(new UnknownHostException(name + " has no IPv4 address"))
                    : Future.succeededFuture(ipv4);
        });
    }

    @Override
    public List<Inet4Address> told(String name) {
        return places.told(name);
    }

    @Override
    public InetAddress automatic(InetAddress client, InetAddress dialled) {
        return places.automatic(client, dialled);
    }

    @Override
    public List<String> bound() {
        return bound;
    }

    @Override
    public EphemeralPorts ephemeral() {
        return ephemeral;
    }

    private void resolved(String name, List<Inet4Address> addresses) {
        failingSince.remove(name);
        places.resolved(name, addresses);
    }

    private void unresolved(String name) {
        long since = failingSince.computeIfAbsent(name, _ -> System.nanoTime());
        events.publish(new NodeEvent.NameUnresolved(name, Duration.ofNanos(System.nanoTime() - since)));
    }
}
