package dev.berth.certificate;

import static dev.berth.storage.Awaiting.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.berth.account.Secret;
import dev.berth.certificate.CertificateOwner.OfEndpoint;
import dev.berth.certificate.CertificateOwner.OfTenant;
import dev.berth.endpoint.Directory;
import dev.berth.endpoint.EndpointId;
import dev.berth.endpoint.Listener;
import dev.berth.endpoint.NewEndpoint;
import dev.berth.endpoint.NewTenant;
import dev.berth.endpoint.PassiveRange;
import dev.berth.tenant.ClientCertificates;
import dev.berth.tenant.DirectoryRefused;
import dev.berth.tenant.Slug;
import dev.berth.tenant.TenantId;
import dev.berth.tenant.TlsPolicy;
import dev.berth.tls.CertificateReader;
import dev.berth.tls.TestCertificates;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What every [Certificates] does.
public interface CertificatesContract {

    Certificates certificates();

    Directory directory();

    private EndpointId endpoint() {
        var listener = new Listener(2121, Listener.Tls.EXPLICIT, Listener.Proxy.OFF);
        return await(directory()
                        .createEndpoint(new NewEndpoint(
                                "shared", List.of(listener), Optional.of(new PassiveRange(30000, 30009)))))
                .value()
                .id();
    }

    private TenantId tenant() {
        EndpointId made = endpoint();
        assertThat(made.value()).isPositive();
        return await(directory()
                        .createTenant(new NewTenant(
                                new Slug("north"),
                                "North",
                                Optional.empty(),
                                List.of("shared"),
                                List.of(),
                                Optional.empty(),
                                List.of())))
                .value()
                .tenant()
                .id();
    }

    private static NewCertificate pem(String text) {
        return new NewCertificate.OfPem(new Secret(text));
    }

    @Test
    default void a_certificate_is_read_back_with_its_key() {
        var owner = new OfTenant(tenant());
        String text = TestCertificates.rsa("ftp.example.net", "files.example.net");
        long before = await(directory().revision());
        var made = await(certificates().put(owner, "web", pem(text)));
        assertThat(made.revision())
                .isGreaterThan(before)
                .isEqualTo(await(directory().revision()));
        Certificate known = made.value();
        assertThat(known.hosts()).containsExactlyInAnyOrder("ftp.example.net", "files.example.net");
        assertThat(known.key()).isEqualTo(KeyKind.RSA);
        assertThat(await(certificates().of(owner))).containsExactly(known);
        assertThat(await(certificates().everything()).certificates()).containsExactly(known);
        var identity = CertificateReader.read(await(certificates().material(known.id())));
        assertThat(identity.fingerprint()).isEqualTo(known.fingerprint());
    }

    @Test
    default void one_of_the_same_name_takes_its_place_under_a_new_id() {
        var owner = new OfEndpoint(endpoint());
        var first = await(certificates().put(owner, "main", pem(TestCertificates.ecdsa("a.example.net"))))
                .value();
        var second = await(certificates().put(owner, "main", pem(TestCertificates.ecdsa("b.example.net"))))
                .value();
        assertThat(second.id()).isNotEqualTo(first.id());
        assertThat(await(certificates().of(owner))).containsExactly(second);
        assertThatThrownBy(() -> await(certificates().material(first.id()))).isInstanceOf(DirectoryRefused.class);
    }

    @Test
    default void one_comes_back_with_its_key_sealed_and_with_no_other() {
        var owner = new OfTenant(tenant());
        var made = await(certificates().put(owner, "web", pem(TestCertificates.ecdsa("a.example.net"))))
                .value();
        var sealed = await(certificates().sealed(owner)).getFirst();
        var other = await(certificates().put(owner, "other", pem(TestCertificates.ecdsa("b.example.net"))));
        assertThat(await(certificates().remove(owner, "web"))).isPositive();
        var carried = new NewCertificate.OfSealed(sealed.chain(), sealed.key());
        assertThat(certificates().fingerprint(carried)).contains(made.fingerprint());
        var back = await(certificates().put(owner, "web", carried)).value();
        var identity = CertificateReader.read(await(certificates().material(back.id())));
        assertThat(identity.fingerprint()).isEqualTo(made.fingerprint());
        String chain = await(certificates().sealed(owner)).stream()
                .filter(each -> each.certificate().id() == other.value().id())
                .findFirst()
                .orElseThrow()
                .chain();
        var mixed = new NewCertificate.OfSealed(chain, sealed.key());
        assertThat(certificates().fingerprint(mixed)).isEmpty();
        assertThatThrownBy(() -> await(certificates().put(owner, "web", mixed))).isInstanceOf(DirectoryRefused.class);
    }

    @Test
    default void what_was_removed_is_gone() {
        var owner = new OfTenant(tenant());
        assertThat(await(certificates().put(owner, "web", pem(TestCertificates.ecdsa("a.example.net"))))
                        .value()
                        .name())
                .isEqualTo("web");
        assertThat(await(certificates().remove(owner, "web")))
                .isEqualTo(await(directory().revision()));
        assertThat(await(certificates().of(owner))).isEmpty();
        assertThatThrownBy(() -> await(certificates().remove(owner, "web"))).isInstanceOf(DirectoryRefused.class);
    }

    @Test
    default void what_is_of_no_use_is_refused_with_the_reason() {
        var owner = new OfTenant(tenant());
        assertThatThrownBy(() -> await(certificates().put(owner, "web", pem("not a certificate"))))
                .isInstanceOf(DirectoryRefused.class)
                .hasMessageContaining("private key");
        String weak = TestCertificates.rsa(1024, Duration.ofDays(9), "a.example.net");
        assertThatThrownBy(() -> await(certificates().put(owner, "web", pem(weak))))
                .hasMessageContaining("2048");
        String one = TestCertificates.ecdsa("a.example.net");
        String other = TestCertificates.ecdsa("b.example.net");
        String mixed = one.substring(0, one.indexOf("-----BEGIN PRIVATE"))
                + other.substring(other.indexOf("-----BEGIN PRIVATE"));
        assertThatThrownBy(() -> await(certificates().put(owner, "web", pem(mixed))))
                .hasMessageContaining("belongs");
        assertThatThrownBy(() -> await(certificates().put(new OfTenant(new TenantId(999_999)), "web", pem(one))))
                .isInstanceOf(DirectoryRefused.class);
    }

    @Test
    default void demands_are_kept() {
        TenantId tenant = tenant();
        assertThat(await(certificates().policy(tenant))).isEqualTo(TlsPolicy.DEFAULT);
        var strict = new TlsPolicy(TlsPolicy.Demand.EVERYTHING, TlsPolicy.Resumption.REQUIRE, false, true);
        assertThat(await(certificates().setPolicy(tenant, strict, Optional.empty()))
                        .revision())
                .isEqualTo(await(directory().revision()));
        assertThat(await(certificates().policy(tenant))).isEqualTo(strict);
        assertThat(await(certificates().everything()).policies()).containsEntry(tenant, strict);
    }

    @Test
    default void what_certificates_of_clients_are_good_for_is_kept() {
        TenantId tenant = tenant();
        String anchor = TestCertificates.ecdsa("authority").replaceAll("(?s)-----BEGIN PRIVATE.*", "");
        var clients = new ClientCertificates(ClientCertificates.Use.EXTRA, ClientCertificates.Name.EMAIL, anchor);
        var wanted = TlsPolicy.DEFAULT.with(clients);
        assertThat(await(certificates().setPolicy(tenant, wanted, Optional.empty()))
                        .value())
                .isEqualTo(wanted);
        assertThat(await(certificates().policy(tenant))).isEqualTo(wanted);
        assertThat(await(certificates().everything()).policies()).containsEntry(tenant, wanted);
        for (String useless : List.of("", "nonsense")) {
            var nobody = new ClientCertificates(ClientCertificates.Use.ONLY, ClientCertificates.Name.EMAIL, useless);
            assertThatThrownBy(() ->
                            await(certificates().setPolicy(tenant, TlsPolicy.DEFAULT.with(nobody), Optional.empty())))
                    .isInstanceOf(DirectoryRefused.class)
                    .hasMessageContaining("clientAnchors");
        }
    }

    @Test
    default void a_pkcs12_file_is_taken_with_its_password_only() {
        var owner = new OfTenant(tenant());
        Buffer file = TestCertificates.pkcs12("secret", "ftp.example.net");
        var made = await(certificates().put(owner, "web", new NewCertificate.OfPkcs12(file, new Secret("secret"))));
        assertThat(made.value().hosts()).containsExactly("ftp.example.net");
        assertThatThrownBy(() ->
                        await(certificates().put(owner, "web", new NewCertificate.OfPkcs12(file, new Secret("other")))))
                .isInstanceOf(DirectoryRefused.class)
                .hasMessageContaining("password");
        assertThat(await(certificates().of(owner))).containsExactly(made.value());
    }
}
