package dev.berth.tls;

import dev.berth.certificate.Certificate;
import dev.berth.certificate.CertificateOwner;
import dev.berth.certificate.Certificates.Everything;
import dev.berth.endpoint.Berth;
import dev.berth.endpoint.Endpoint;
import dev.berth.endpoint.EndpointId;
import dev.berth.endpoint.Topology;
import dev.berth.net.AnyClient;
import dev.berth.net.ClientHello;
import dev.berth.tenant.TenantId;
import dev.berth.tenant.TlsPolicy;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/// One state of the directory, as the choice of a certificate needs it: by the name that the client asks for, else
/// by the tenant of a dedicated endpoint, else the endpoint's. It never changes; another state is another book.
final class CertificateBook {

    /// Nothing is known yet.
    static final CertificateBook EMPTY =
            new CertificateBook(Everything.NOTHING, new Topology(0, List.of(), List.of()), Set.of());

    /// The names of the authorities are sent with each handshake, so that they must not be many.
    private static final int MOST_HINTS = 50;

    private final Set<String> provider;
    private final List<Certificate> all;
    private final Map<TenantId, TlsPolicy> policies;
    private final Map<String, List<Certificate>> byHost = new HashMap<>();
    private final Map<CertificateOwner, List<Certificate>> byOwner;
    private final Map<EndpointId, Set<CertificateOwner>> servedAt = new HashMap<>();
    private final Map<EndpointId, CertificateOwner> dedicated = new HashMap<>();
    private final Map<String, CertificateOwner> byDomain = new HashMap<>();
    private final Map<String, CertificateOwner> bySlug = new HashMap<>();
    private final Map<EndpointId, X509ExtendedTrustManager> clients = new HashMap<>();

    /// @param provider names of hosts, in lower case, that are the provider's own
    CertificateBook(Everything everything, Topology topology, Set<String> provider) {
        this.provider = Set.copyOf(provider);
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
            var owner = new CertificateOwner.OfTenant(berth.tenant().id());
            berth.endpoints().forEach(endpoint -> at(endpoint).add(owner));
            berth.knownBy().domains().forEach(domain -> byDomain.put(domain, owner));
            bySlug.put(berth.tenant().slug().value(), owner);
        }
        servedAt.forEach((endpoint, owners) -> {
            List<TlsPolicy> asking = owners.stream()
                    .flatMap(owner -> owner instanceof CertificateOwner.OfTenant(TenantId tenant)
                            ? Stream.of(policy(tenant))
                            : Stream.empty())
                    .filter(policy -> policy.clients().isUsed())
                    .toList();
            if (!asking.isEmpty()) {
                clients.put(endpoint, new AnyClient(dedicated.containsKey(endpoint) ? hints(asking) : List.of()));
            }
        });
    }

    List<Certificate> all() {
        return all;
    }

    /// Of the tenants that have said anything.
    Collection<TlsPolicy> policies() {
        return policies.values();
    }

    TlsPolicy policy(TenantId tenant) {
        return policies.getOrDefault(tenant, TlsPolicy.DEFAULT);
    }

    /// The certificate for a client; empty: the node's own.
    ///
    /// @param tenant for whom the session is, as far as it is known
    Optional<Certificate> choose(ClientHello hello, EndpointId endpoint, Optional<TenantId> tenant) {
        return hello.serverName()
                .map(name -> named(name, endpoint))
                .filter(found -> !found.isEmpty())
                .or(() -> tenant.map(known -> of(new CertificateOwner.OfTenant(known))))
                .filter(found -> !found.isEmpty())
                .or(() -> Optional.ofNullable(dedicated.get(endpoint)).map(this::of))
                .filter(found -> !found.isEmpty())
                .or(() -> Optional.of(of(new CertificateOwner.OfEndpoint(endpoint))))
                .flatMap(candidates -> best(candidates, hello));
    }

    /// Who decides about certificates of clients at an endpoint; empty if nobody whom it serves uses any.
    Optional<X509ExtendedTrustManager> clients(EndpointId endpoint) {
        return Optional.ofNullable(clients.get(endpoint));
    }

    /// For an endpoint of a tenant's own only: at a shared one they would tell strangers whom its tenants trust. None
    /// if somebody trusts certificates of users themselves: a client that goes by hints would show none of them.
    private static List<X509Certificate> hints(List<TlsPolicy> asking) {
        List<X509Certificate> all = asking.stream()
                .flatMap(policy -> readable(policy.clients().anchors()).stream())
                .distinct()
                .toList();
        return all.size() <= MOST_HINTS && all.stream().allMatch(each -> each.getBasicConstraints() >= 0)
                ? all
                : List.of();
    }

    /// What cannot be read any more was refused when it was set, or is nobody's hint.
    private static List<X509Certificate> readable(String anchors) {
        try {
            return ClientProof.anchors(anchors);
        } catch (UnusableCertificate _) {
            return List.of();
        }
    }

    /// Whose name it is decides, and not who has a certificate for it, which anybody can make: that of the tenant
    /// whose domain it is, else that of the endpoint; else, unless it is the provider's own, that of the tenant
    /// with this slug, else that of the only tenant that has one. Only of tenants served there: nobody learns by
    /// asking who else is a customer.
    private List<Certificate> named(String name, EndpointId endpoint) {
        int dot = name.indexOf('.');
        List<Certificate> exact = here(name, endpoint);
        List<Certificate> wild = dot > 0 ? here("*" + name.substring(dot), endpoint) : List.of();
        CertificateOwner own = new CertificateOwner.OfEndpoint(endpoint);
        CertificateOwner domain = byDomain.get(name);
        CertificateOwner namesake = bySlug.get(dot > 0 ? name.substring(0, dot) : name);
        if (domain != null && isServed(domain, endpoint)) {
            return first(List.of(of(domain, exact), of(domain, wild), of(own, exact), of(own, wild)));
        }
        if (provider.contains(name)) {
            return first(List.of(of(own, exact), of(own, wild)));
        }
        return first(List.of(
                of(own, exact), of(namesake, exact), of(namesake, wild), of(own, wild), ofOne(exact), ofOne(wild)));
    }

    private static List<Certificate> first(List<List<Certificate>> choices) {
        return choices.stream().filter(choice -> !choice.isEmpty()).findFirst().orElse(List.of());
    }

    private static List<Certificate> of(@Nullable CertificateOwner owner, List<Certificate> found) {
        return found.stream().filter(each -> each.owner().equals(owner)).toList();
    }

    /// None if they are of several: one of them may have been made to be taken for another's.
    private static List<Certificate> ofOne(List<Certificate> found) {
        return found.stream().map(Certificate::owner).distinct().count() == 1 ? found : List.of();
    }

    private List<Certificate> here(String name, EndpointId endpoint) {
        return byHost.getOrDefault(name, List.of()).stream()
                .filter(each -> isServed(each.owner(), endpoint))
                .toList();
    }

    private boolean isServed(CertificateOwner owner, EndpointId endpoint) {
        return servedAt.getOrDefault(endpoint, Set.of()).contains(owner);
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
