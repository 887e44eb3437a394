package dev.berth.endpoint;

import dev.berth.tenant.TenantId;
import java.net.InetSocketAddress;
import java.util.Collection;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Whom an endpoint serves, and what they are known by there. Of tenants that it does not serve it knows nothing.
///
/// @param owner the one tenant that it is dedicated to, if it is
/// @param names slugs, and domains in lower case
/// @param destinations addresses of load balancers
/// @param provider names of hosts, in lower case, that are the provider's own
public record Served(
        Optional<TenantId> owner,
        Map<String, TenantId> names,
        Map<Destination, TenantId> destinations,
        Set<String> provider) {

    public Served {
        provider = Set.copyOf(provider);
        names = Map.copyOf(names);
        destinations = Map.copyOf(destinations);
    }

    /// Where the provider has no name of its own.
    public Served(Optional<TenantId> owner, Map<String, TenantId> names, Map<Destination, TenantId> destinations) {
        this(owner, names, destinations, Set.of());
    }

    /// Whom each endpoint serves; those that serve nobody are left out.
    ///
    /// @param provider names of hosts, in any letter case, that are the provider's own
    public static Map<EndpointId, Served> at(Topology topology, Collection<String> provider) {
        Set<String> own = provider.stream().map(Served::normal).collect(Collectors.toSet());
        Map<EndpointId, Map<String, TenantId>> names = new HashMap<>();
        Map<EndpointId, Map<Destination, TenantId>> destinations = new HashMap<>();
        for (Berth berth : topology.berths()) {
            TenantId tenant = berth.tenant().id();
            for (EndpointId endpoint : berth.endpoints()) {
                var mine = names.computeIfAbsent(endpoint, _ -> new HashMap<>());
                mine.put(berth.tenant().slug().value(), tenant);
                berth.knownBy().domains().forEach(domain -> mine.put(domain, tenant));
                var dialled = destinations.computeIfAbsent(endpoint, _ -> new HashMap<>());
                berth.knownBy().destinations().forEach(destination -> dialled.put(destination, tenant));
            }
        }
        Map<EndpointId, Served> all = new HashMap<>();
        for (Endpoint endpoint : topology.endpoints()) {
            Map<String, TenantId> called = names.get(endpoint.id());
            if (called != null) {
                all.put(
                        endpoint.id(),
                        new Served(endpoint.owner(), called, destinations.getOrDefault(endpoint.id(), Map.of()), own));
            }
        }
        return all;
    }

    /// The tenant with this slug or this domain, in any letter case.
    Optional<TenantId> called(String word) {
        return Optional.ofNullable(names.get(normal(word)));
    }

    /// The tenant of a host: the one whose domain it is, else the one whose slug is its first label. A host of the
    /// provider's own is nobody's, unless it was made somebody's domain.
    ///
    /// @param host in any letter case, with or without a dot at the end
    Optional<TenantId> host(String host) {
        String lower = normal(host);
        String name = lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
        int dot = name.indexOf('.');
        return Optional.ofNullable(names.get(name))
                .or(() -> Optional.ofNullable(names.get(dot < 0 ? name : name.substring(0, dot)))
                        .filter(_ -> !provider.contains(name)));
    }

    /// The tenant whose own this address and port is, or else this address with every port.
    Optional<TenantId> dialled(InetSocketAddress address) {
        Destination exact = Destination.of(address);
        return Optional.ofNullable(destinations.get(exact))
                .or(() -> Optional.ofNullable(destinations.get(exact.anyPort())));
    }

    /// Slugs and domains are compared in lower case.
    static String normal(String word) {
        return word.toLowerCase(Locale.ROOT);
    }
}
