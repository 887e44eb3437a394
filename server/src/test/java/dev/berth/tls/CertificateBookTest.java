package dev.berth.tls;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.certificate.Certificate;
import dev.berth.certificate.CertificateOwner;
import dev.berth.certificate.Certificates.Everything;
import dev.berth.certificate.KeyKind;
import dev.berth.endpoint.Berth;
import dev.berth.endpoint.DataRules;
import dev.berth.endpoint.Endpoint;
import dev.berth.endpoint.EndpointId;
import dev.berth.endpoint.KnownBy;
import dev.berth.endpoint.Topology;
import dev.berth.net.ClientHello;
import dev.berth.tenant.ClientCertificates;
import dev.berth.tenant.Slug;
import dev.berth.tenant.StatusCourse;
import dev.berth.tenant.Tenant;
import dev.berth.tenant.TenantId;
import dev.berth.tenant.TenantStatus;
import dev.berth.tenant.TlsPolicy;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Whose certificate is shown for a name at an endpoint that tenants share.
class CertificateBookTest {

    private static final EndpointId SHARED = new EndpointId(1);
    private static final CertificateOwner ENDPOINT = new CertificateOwner.OfEndpoint(SHARED);
    private static final CertificateOwner VICTIM = new CertificateOwner.OfTenant(new TenantId(1));
    private static final CertificateOwner ATTACKER = new CertificateOwner.OfTenant(new TenantId(2));

    @Test
    void nobody_shows_a_certificate_for_the_name_of_the_endpoint() {
        Certificate own = certificate(1, ENDPOINT, "ftp.provider.example");
        Certificate wild = certificate(2, ENDPOINT, "*.hosted.example");
        Certificate made =
                certificate(3, ATTACKER, "ftp.provider.example", "shop.hosted.example", "*.provider.example");
        assertThat(shown("ftp.provider.example", own, wild, made)).contains(own);
        assertThat(shown("shop.hosted.example", own, wild, made)).contains(wild);
    }

    @Test
    void nobody_shows_a_certificate_for_the_domain_of_another_tenant() {
        Certificate own = certificate(1, VICTIM, "victim.example");
        Certificate made = certificate(2, ATTACKER, "victim.example");
        Certificate endpoint = certificate(3, ENDPOINT, "ftp.provider.example");
        assertThat(shown("victim.example", own, made, endpoint)).contains(own);
        assertThat(shown("victim.example", made, endpoint)).contains(endpoint);
    }

    @Test
    void a_name_that_several_tenants_claim_is_no_ones() {
        Certificate own = certificate(1, VICTIM, "www.elsewhere.example");
        Certificate made = certificate(2, ATTACKER, "www.elsewhere.example");
        Certificate endpoint = certificate(3, ENDPOINT, "ftp.provider.example");
        assertThat(shown("www.elsewhere.example", own, endpoint)).contains(own);
        assertThat(shown("www.elsewhere.example", own, made, endpoint)).contains(endpoint);
    }

    @Test
    void the_first_label_is_the_tenant_before_what_the_endpoint_has_for_all() {
        Certificate own = certificate(1, VICTIM, "victim.hosted.example");
        Certificate made = certificate(2, ATTACKER, "victim.hosted.example");
        Certificate wild = certificate(3, ENDPOINT, "*.hosted.example");
        assertThat(shown("victim.hosted.example", own, made, wild)).contains(own);
        assertThat(shown("victim.hosted.example", made, wild)).contains(wild);
    }

    @Test
    void a_name_of_the_providers_own_is_no_tenants() {
        Certificate made = certificate(1, ATTACKER, "attacker.provider.example", "*.provider.example");
        Certificate wild = certificate(2, ENDPOINT, "*.provider.example");
        Set<String> provider = Set.of("attacker.provider.example");
        assertThat(shown("attacker.provider.example", Set.of(), made, wild)).contains(made);
        assertThat(shown("attacker.provider.example", provider, made, wild)).contains(wild);
        assertThat(shown("attacker.provider.example", provider, made)).isEmpty();
    }

    @Test
    void strangers_do_not_learn_at_a_shared_endpoint_whom_its_tenants_trust() {
        assertThat(hints(Optional.empty())).isEmpty();
        assertThat(hints(Optional.of(new TenantId(1)))).hasSize(1);
    }

    private static List<X509Certificate> hints(Optional<TenantId> owner) {
        var trusting = new ClientCertificates(
                ClientCertificates.Use.EXTRA, ClientCertificates.Name.EMAIL, new TestAuthority("customers").pem());
        var policies = Map.of(new TenantId(1), TlsPolicy.DEFAULT.with(trusting));
        var topology = new Topology(
                1,
                List.of(new Endpoint(SHARED, "shared", List.of(), owner, Optional.empty())),
                List.of(berth(1, "victim", "victim.example")));
        return List.of(new CertificateBook(new Everything(List.of(), policies), topology, Set.of())
                .clients(SHARED)
                .orElseThrow()
                .getAcceptedIssuers());
    }

    private static Optional<Certificate> shown(String name, Certificate... certificates) {
        return shown(name, Set.of(), certificates);
    }

    private static Optional<Certificate> shown(String name, Set<String> provider, Certificate... certificates) {
        var topology = new Topology(
                1,
                List.of(new Endpoint(SHARED, "shared", List.of(), Optional.empty(), Optional.empty())),
                List.of(berth(1, "victim", "victim.example"), berth(2, "attacker", "attacker.example")));
        var hello = new ClientHello(Optional.of(name), List.of(), Set.of(), Set.of(), 0x0304);
        return new CertificateBook(new Everything(List.of(certificates), Map.of()), topology, provider)
                .choose(hello, SHARED, Optional.empty());
    }

    private static Berth berth(long id, String slug, String domain) {
        var tenant = new Tenant(new TenantId(id), new Slug(slug), slug, TenantStatus.ACTIVE, slug);
        return new Berth(
                tenant,
                List.of(SHARED),
                Optional.empty(),
                List.of(),
                DataRules.DEFAULT,
                StatusCourse.of(TenantStatus.ACTIVE),
                Optional.empty(),
                new KnownBy(List.of(domain), List.of()));
    }

    private static Certificate certificate(long id, CertificateOwner owner, String... hosts) {
        return new Certificate(id, owner, "c" + id, KeyKind.RSA, List.of(hosts), "00", Instant.MAX);
    }
}
