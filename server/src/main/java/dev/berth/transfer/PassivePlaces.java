package dev.berth.transfer;

import dev.berth.endpoint.DataRules;
import dev.berth.endpoint.EndpointId;
import dev.berth.endpoint.ExternalAddress;
import dev.berth.endpoint.ExternalRule;
import dev.berth.endpoint.PublicAddress;
import dev.berth.tenant.TenantId;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// Where each tenant's passive data flows on this node: its pool and what its clients are told. The supervisor
/// puts in what the directory says; sessions look it up at each PASV, so a change is in force at the next one.
public final class PassivePlaces {

    private final Map<TenantId, PassivePool> own = new ConcurrentHashMap<>();
    private final Map<EndpointId, PassivePool> shared = new ConcurrentHashMap<>();
    private final Map<TenantId, List<ExternalRule>> rules = new ConcurrentHashMap<>();
    private final Map<TenantId, DataRules> data = new ConcurrentHashMap<>();
    private final WaitingSessions waiting = new WaitingSessions();
    private final Map<String, List<Inet4Address>> names = new ConcurrentHashMap<>();
    private final Optional<ExternalAddress> outside;

    /// @param outside what the node is called outside, behind address translation
    public PassivePlaces(Optional<ExternalAddress> outside) {
        this.outside = outside;
    }

    /// The pool that a tenant uses on an endpoint: its own, else the endpoint's.
    public Optional<PassivePool> pool(TenantId tenant, EndpointId endpoint) {
        PassivePool mine = own.get(tenant);
        return Optional.ofNullable(mine != null ? mine : shared.get(endpoint));
    }

    /// What is told for a DNS name.
    public List<Inet4Address> told(String name) {
        return names.getOrDefault(name, List.of());
    }

    /// What a 227 tells a client: the first rule that matches it, else [#automatic]. A DNS name that was never
    /// resolved gives way to the address that the client dialled, too.
    ///
    /// @param client the client's address
    /// @param dialled the address that the client dialled, IPv4: of the PROXY header if there is one
    /// @param local the control socket's own address
    public InetAddress external(TenantId tenant, InetAddress client, InetAddress dialled, InetAddress local) {
        return ExternalRule.first(rules.getOrDefault(tenant, List.of()), client)
                .map(rule -> advertised(rule.address(), client, dialled, local))
                .orElseGet(() -> automatic(client, dialled));
    }

    /// What `auto` tells: the address that the client dialled; or, to a client that cannot reach that because it is
    /// on the internet and the address is not, what the node is called outside, if somebody has said that.
    public InetAddress automatic(InetAddress client, InetAddress dialled) {
        return dialled instanceof Inet4Address inside && !PublicAddress.reaches(client, inside)
                ? outside.map(address -> advertised(address, client, dialled, dialled))
                        .orElse(dialled)
                : dialled;
    }

    /// Makes a pool that has no ports yet; see [PassivePool].
    public Future<PassivePool> deploy(Vertx vertx, int loops, PoolTerms terms, SecureRandom random) {
        return PassivePool.deploy(vertx, loops, terms, waiting, random);
    }

    /// On the context of a session: if its PASV is held back, it does not want to wait any longer.
    public void hurry(long session) {
        waiting.hurry(session);
    }

    /// What a tenant allows of data connections.
    public DataRules data(TenantId tenant) {
        return data.getOrDefault(tenant, DataRules.DEFAULT);
    }

    /// Sets what a tenant allows of data connections.
    public void data(TenantId tenant, DataRules allowed) {
        data.put(tenant, allowed);
    }

    /// Gives a tenant its own pool.
    public void own(TenantId tenant, PassivePool pool) {
        own.put(tenant, pool);
    }

    /// Gives an endpoint its shared pool.
    public void shared(EndpointId endpoint, PassivePool pool) {
        shared.put(endpoint, pool);
    }

    /// A tenant has no pool of its own any more.
    public void disown(TenantId tenant) {
        own.remove(tenant);
    }

    /// An endpoint has no shared pool any more.
    public void unshare(EndpointId endpoint) {
        shared.remove(endpoint);
    }

    /// Sets a tenant's external address rules.
    public void rules(TenantId tenant, List<ExternalRule> external) {
        if (external.isEmpty()) {
            rules.remove(tenant);
        } else {
            rules.put(tenant, List.copyOf(external));
        }
    }

    /// Sets what a DNS name stands for; the last good value is kept by never setting an empty one. Of several
    /// addresses the one that was told first stays the first as long as it is among them.
    public void resolved(String name, List<Inet4Address> addresses) {
        if (!addresses.isEmpty()) {
            names.compute(name, (_, before) -> {
                if (before == null || !addresses.contains(before.getFirst())) {
                    return List.copyOf(addresses);
                }
                List<Inet4Address> sticky = new ArrayList<>(addresses);
                sticky.remove(before.getFirst());
                sticky.addFirst(before.getFirst());
                return List.copyOf(sticky);
            });
        }
    }

    private InetAddress advertised(
            ExternalAddress address, InetAddress client, InetAddress dialled, InetAddress local) {
        return switch (address) {
            case ExternalAddress.Auto _ -> automatic(client, dialled);
            case ExternalAddress.ListenerAddress _ -> local instanceof Inet4Address ? local : dialled;
            case ExternalAddress.Fixed fixed -> fixed.address();
            case ExternalAddress.Name name -> oneOf(names.getOrDefault(name.name(), List.of()), dialled);
        };
    }

    /// Of several addresses the one that the client dialled, if it is among them.
    private static InetAddress oneOf(List<Inet4Address> addresses, InetAddress dialled) {
        return addresses.isEmpty() || addresses.stream().anyMatch(dialled::equals) ? dialled : addresses.getFirst();
    }
}
