package dev.berth.tls;

import dev.berth.certificate.Certificate;
import dev.berth.certificate.CertificateOwner;
import dev.berth.certificate.Certificates.Everything;
import dev.berth.endpoint.Berth;
import dev.berth.endpoint.Endpoint;
import dev.berth.endpoint.EndpointId;
import dev.berth.endpoint.Topology;
import dev.berth.net.ClientHello;
import dev.berth.tenant.TenantId;
import dev.berth.tenant.TlsPolicy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// One state of the directory, as the choice of a certificate needs it: by the name that the client asks for, else
/// by the tenant of a dedicated endpoint, else the endpoint's. It never changes; another state is another book.
final class CertificateBook {

    /// Nothing is known yet.
    static final CertificateBook EMPTY = new CertificateBook(Everything.NOTHING, new Topology(0, List.of(), List.of()));

    private final List<Certificate> all;
    private final Map<TenantId, TlsPolicy> policies;
    private final Map<String, List<Certificate>> byHost = new HashMap<>();
    private final Map<CertificateOwner, List<Certificate>> byOwner;
    private final Map<EndpointId, Set<CertificateOwner>> servedAt = new HashMap<>();
    private final Map<EndpointId, CertificateOwner> dedicated = new HashMap<>();

    CertificateBook(Everything everything, Topology topology) {
        all = everything.certificates();
        policies = everything.policies();
        byOwner = all.stream().collect(Collectors.groupingBy(Certificate::owner));
        for (Certificate certificate : all) {
            certificate
                    .hosts()
                    .forEach(host ->
                            byHost.computeIfAbsent(host, _ -> new ArrayList<>()).add(certificate));
        }
        for (Endpoint endpoint : topology.endpoints()) {
            at(endpoint.id()).add(new CertificateOwner.OfEndpoint(endpoint.id()));
            endpoint.owner().ifPresent(owner -> dedicated.put(endpoint.id(), new CertificateOwner.OfTenant(owner)));
        }
        for (Berth berth : topology.berths()) {
            berth.endpoints()
                    .forEach(endpoint -> at(endpoint)
                            .add(new CertificateOwner.OfTenant(berth.tenant().id())));
        }
    }

    List<Certificate> all() {
        return all;
    }

    TlsPolicy policy(TenantId tenant) {
        return policies.getOrDefault(tenant, TlsPolicy.DEFAULT);
    }

    /// The certificate for a client; empty: the node's own.
    Optional<Certificate> choose(ClientHello hello, EndpointId endpoint) {
        return hello.serverName()
                .map(name -> named(name, endpoint))
                .filter(found -> !found.isEmpty())
                .or(() -> Optional.ofNullable(dedicated.get(endpoint)).map(this::of))
                .filter(found -> !found.isEmpty())
                .or(() -> Optional.of(of(new CertificateOwner.OfEndpoint(endpoint))))
                .flatMap(candidates -> best(candidates, hello));
    }

    /// Only of tenants that are served there: nobody learns by asking who else is a customer.
    private List<Certificate> named(String name, EndpointId endpoint) {
        int dot = name.indexOf('.');
        List<Certificate> exact = here(byHost.getOrDefault(name, List.of()), endpoint);
        return exact.isEmpty() && dot > 0
                ? here(byHost.getOrDefault("*" + name.substring(dot), List.of()), endpoint)
                : exact;
    }

    private List<Certificate> here(List<Certificate> found, EndpointId endpoint) {
        Set<CertificateOwner> owners = servedAt.getOrDefault(endpoint, Set.of());
        return found.stream().filter(each -> owners.contains(each.owner())).toList();
    }

    private List<Certificate> of(CertificateOwner owner) {
        return byOwner.getOrDefault(owner, List.of());
    }

    /// Elliptic curves where the client takes them: they cost the server a tenth. Of several the youngest.
    private static Optional<Certificate> best(List<Certificate> candidates, ClientHello hello) {
        Optional<Certificate> curve = candidates.stream()
                .filter(each -> each.key().curveBits() > 0
                        && hello.takesEcdsa(each.key().curveBits()))
                .reduce((_, later) -> later);
        return curve.or(() -> candidates.stream()
                        .filter(each -> each.key().curveBits() == 0)
                        .reduce((_, later) -> later))
                .or(() -> candidates.stream().findFirst());
    }

    private Set<CertificateOwner> at(EndpointId endpoint) {
        return servedAt.computeIfAbsent(endpoint, _ -> new HashSet<>());
    }
}
