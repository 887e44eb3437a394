package dev.berth.admin.state;

import dev.berth.endpoint.Listener;
import dev.berth.endpoint.NewEndpoint;
import dev.berth.endpoint.NewTenant;
import dev.berth.endpoint.PassiveRange;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/// Which change of a tenant or an endpoint needs which other one before it.
final class Needs {

    private final Outcome outcome;
    private final TreeMap<Integer, Held> ports = new TreeMap<>();
    private final Map<String, String> names = new HashMap<>();

    Needs(Outcome outcome) {
        this.outcome = outcome;
    }

    private record Held(int last, String owner) {}

    /// What a tenant is called here.
    static String tenant(String slug) {
        return "tenant " + slug;
    }

    /// What an endpoint is called here.
    static String endpoint(String name) {
        return "endpoint " + name;
    }

    /// Tells each: the first needs that the second is done before.
    void find(BiConsumer<String, String> need) {
        hold();
        outcome.endpoints().forEach((name, after) -> {
            String me = endpoint(name);
            control(after.listeners(), me, need);
            after.sharedPool().ifPresent(range -> ports(range, me, need));
            names(Set.of(me), me, need);
        });
        outcome.tenants().forEach((slug, after) -> {
            String me = tenant(slug);
            control(after.place().listeners(), me, need);
            after.place().range().ifPresent(range -> ports(range, me, need));
            names(names(after.place()), me, need);
            after.place().endpoints().forEach(name -> joined(after.place(), name, me, need));
        });
        outcome.tenantsBefore()
                .forEach((slug, before) ->
                        before.place().endpoints().forEach(name -> left(before.place(), name, tenant(slug), need)));
    }

    private void hold() {
        outcome.endpointsBefore().forEach((name, before) -> {
            hold(before.listeners(), before.sharedPool(), endpoint(name));
            names.put(endpoint(name), endpoint(name));
        });
        outcome.tenantsBefore().forEach((slug, before) -> {
            NewTenant place = before.place();
            hold(place.listeners(), place.range(), tenant(slug));
            names(place).forEach(name -> names.put(name, tenant(slug)));
        });
    }

    private void hold(List<Listener> listeners, Optional<PassiveRange> range, String owner) {
        listeners.forEach(listener -> ports.put(listener.port(), new Held(listener.port(), owner)));
        range.ifPresent(held -> ports.put(held.first(), new Held(held.last(), owner)));
    }

    private void control(List<Listener> listeners, String me, BiConsumer<String, String> need) {
        listeners.forEach(listener -> ports(listener.port(), listener.port(), me, need));
    }

    private void ports(PassiveRange range, String me, BiConsumer<String, String> need) {
        ports(range.first(), range.last(), me, need);
    }

    private void ports(int first, int last, String me, BiConsumer<String, String> need) {
        Map.Entry<Integer, Held> below = ports.floorEntry(first);
        if (below != null && below.getValue().last() >= first) {
            need.accept(me, below.getValue().owner());
        }
        ports.subMap(first, true, last, true).values().forEach(held -> need.accept(me, held.owner()));
    }

    private void names(Set<String> wanted, String me, BiConsumer<String, String> need) {
        wanted.forEach(name -> {
            String holder = names.get(name);
            if (holder != null) {
                need.accept(me, holder);
            }
        });
    }

    /// What one tenant can have only: domains, destinations, and the name of its own endpoint.
    private static Set<String> names(NewTenant place) {
        Set<String> names = new HashSet<>();
        place.knownBy().domains().forEach(domain -> names.add("domain " + domain));
        place.knownBy().destinations().forEach(destination -> names.add("destination " + destination));
        if (!place.listeners().isEmpty()) {
            names.add(endpoint(place.slug().value()));
        }
        return names;
    }

    /// An endpoint is there before its tenants, with a pool for those that have no ports, and the same header.
    private void joined(NewTenant after, String name, String me, BiConsumer<String, String> need) {
        NewEndpoint was = outcome.endpointsBefore().get(name);
        NewEndpoint will = outcome.endpoints().get(name);
        if (was == null
                || (will != null && after.range().isEmpty() && was.sharedPool().isEmpty())) {
            need.accept(me, endpoint(name));
        }
        if (was != null
                && will != null
                && after.range().isPresent()
                && !sides(was).equals(sides(will))) {
            need.accept(me, endpoint(name));
            if (!outcome.tenantsBefore().containsKey(after.slug().value())) {
                return;
            }
            need.accept(endpoint(name), me);
            after.endpoints().forEach(other -> {
                need.accept(endpoint(name), endpoint(other));
                need.accept(endpoint(other), endpoint(name));
            });
        }
    }

    /// An endpoint goes after its tenants, its pool after those that had no ports have some, and its header changes
    /// after those have left whose ports are for another one.
    private void left(NewTenant before, String name, String me, BiConsumer<String, String> need) {
        NewEndpoint was = outcome.endpointsBefore().get(name);
        NewEndpoint will = outcome.endpoints().get(name);
        boolean bound = before.range().isPresent();
        if (will == null
                || (!bound && will.sharedPool().isEmpty())
                || (bound && was != null && !sides(was).equals(sides(will)))) {
            need.accept(endpoint(name), me);
        }
    }

    private static Set<Listener.Proxy> sides(NewEndpoint endpoint) {
        Set<Listener.Proxy> sides = new HashSet<>();
        endpoint.listeners().forEach(listener -> sides.add(listener.proxy()));
        return sides;
    }
}
