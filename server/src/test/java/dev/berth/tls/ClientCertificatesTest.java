package dev.berth.tls;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.NodeUnderTest;
import dev.berth.NodeUnderTestPerson;
import dev.berth.observe.Event;
import dev.berth.tenant.ClientCertificates;
import dev.berth.tenant.ClientCertificates.Name;
import dev.berth.tenant.ClientCertificates.Use;
import dev.berth.tenant.TlsPolicy;
import dev.berth.transcript.ControlClient;
import dev.berth.transcript.LoggedInClient;
import dev.berth.transcript.TestTls;
import java.io.IOException;
import java.time.Duration;
import java.util.Set;
import javax.net.ssl.SSLContext;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Logins by certificate: RFC 4217 §10 and RFC 2228 §3 ("232 User logged in, authorized by security data exchange").
class ClientCertificatesTest {

    @RegisterExtension
    static final NodeUnderTest node = NodeUnderTest.standard();

    private static final TestAuthority OURS = new TestAuthority("ours");
    private static final TestAuthority THEIRS = new TestAuthority("theirs");

    private NodeUnderTestPerson person;

    @BeforeEach
    void arrive() {
        person = node.person("acme");
    }

    @AfterEach
    void nothing_is_left() {
        node.demand("acme", TlsPolicy.DEFAULT);
        node.leaks().check(person);
    }

    @Test
    void instead_of_the_password() throws IOException {
        demand(Use.INSTEAD, Name.COMMON_NAME, OURS.pem());
        assertThat(user(own())).isEqualTo(232);
        assertThat(user(TestTls.context())).isEqualTo(331);
        assertThat(user(OURS.certify("CN=somebody else").context())).isEqualTo(331);
        assertThat(login(TestTls.context())).isEqualTo(230);
    }

    @Test
    void who_has_logged_in_by_certificate_can_work() throws IOException {
        demand(Use.INSTEAD, Name.COMMON_NAME, OURS.pem());
        try (var client = connected(own())) {
            LoggedInClient.must(client.ask("USER " + person.user()), 232);
            LoggedInClient.must(client.ask("MKD made"), 257);
            LoggedInClient.must(client.ask("PASS whatever"), 503);
            LoggedInClient.must(client.ask("REIN"), 220);
            LoggedInClient.must(client.ask("MKD again"), 530);
            LoggedInClient.must(client.ask("USER " + person.user()), 232);
        }
        assertThat(person.home().resolve("made")).isDirectory();
    }

    @Test
    void nothing_else_than_a_certificate() throws IOException {
        demand(Use.ONLY, Name.COMMON_NAME, OURS.pem());
        assertThat(user(own())).isEqualTo(232);
        assertThat(user(TestTls.context())).isEqualTo(530);
        assertThat(user(OURS.certify("CN=somebody else").context())).isEqualTo(530);
        assertThat(node.events())
                .anyMatch(event -> event instanceof Event.LoginDenied denied
                        && denied.login().equals(person.user()));
    }

    @Test
    void in_addition_to_the_password() throws IOException {
        demand(Use.EXTRA, Name.COMMON_NAME, OURS.pem());
        assertThat(login(own())).isEqualTo(230);
        assertThat(user(TestTls.context())).isEqualTo(530);
        try (var client = connected(own())) {
            LoggedInClient.must(client.ask("USER " + person.user()), 331);
            LoggedInClient.must(client.ask("PASS wrong"), 530);
        }
    }

    @Test
    void a_demand_that_comes_between_user_and_pass_counts() throws IOException {
        try (var client = connected(TestTls.context())) {
            LoggedInClient.must(client.ask("USER " + person.user()), 331);
            demand(Use.EXTRA, Name.COMMON_NAME, OURS.pem());
            LoggedInClient.must(client.ask("PASS " + person.password()), 530);
        }
    }

    /// RFC 5280 §6.1 and §4.2.1.12.
    @Test
    void certificates_that_prove_nothing() throws IOException {
        demand(Use.INSTEAD, Name.COMMON_NAME, OURS.pem());
        String name = "CN=" + person.user();
        assertThat(user(THEIRS.certify(name).context())).isEqualTo(331);
        assertThat(user(new TestAuthority(person.user()).certify(name).context()))
                .isEqualTo(331);
        assertThat(user(OURS.certify(name, Duration.ofDays(-1), KeyPurposeId.id_kp_clientAuth, "")
                        .context()))
                .isEqualTo(331);
        assertThat(user(OURS.certify(name, Duration.ofDays(1), KeyPurposeId.id_kp_serverAuth, "")
                        .context()))
                .isEqualTo(331);
        assertThat(user(OURS.certify("CN=other, " + name).context())).isEqualTo(331);
        assertThat(user(OURS.certify(name + ", O=Example").context())).isEqualTo(232);
    }

    @Test
    void an_address_names_the_user() throws IOException {
        demand(Use.INSTEAD, Name.EMAIL, OURS.pem());
        var proof = OURS.certify("CN=x", Duration.ofDays(1), KeyPurposeId.id_kp_clientAuth, person.user());
        assertThat(user(own())).isEqualTo(331);
        assertThat(user(proof.context())).isEqualTo(232);
    }

    @Test
    void a_users_own_certificate_can_be_what_is_trusted() throws IOException {
        var alone = THEIRS.certify("CN=" + person.user());
        demand(Use.ONLY, Name.COMMON_NAME, alone.pem());
        assertThat(user(alone.context())).isEqualTo(232);
        assertThat(user(THEIRS.certify("CN=" + person.user()).context())).isEqualTo(530);
    }

    @Test
    void what_is_good_for_one_tenant_is_not_for_another() throws IOException {
        demand(Use.INSTEAD, Name.COMMON_NAME, OURS.pem());
        var zebra = node.person("zebra");
        try (var client = new ControlClient(node.control("explicit"))) {
            LoggedInClient.must(client.reply(), 220);
            LoggedInClient.must(client.ask("AUTH TLS"), 234);
            client.secure(OURS.certify("CN=" + zebra.user()).context(), _ -> {});
            LoggedInClient.must(client.ask("USER " + zebra.user()), 530);
        }
    }

    @Test
    void a_certificate_does_not_open_an_account_that_is_gone() throws IOException {
        demand(Use.INSTEAD, Name.COMMON_NAME, OURS.pem());
        person.vanishes();
        assertThat(user(own())).isEqualTo(530);
        person.may(Set.of());
    }

    private SSLContext own() {
        return OURS.certify("CN=" + person.user()).context();
    }

    private void demand(Use use, Name name, String anchors) {
        node.demand("acme", TlsPolicy.DEFAULT.with(new ClientCertificates(use, name, anchors)));
    }

    private int user(SSLContext context) throws IOException {
        try (var client = connected(context)) {
            return client.ask("USER " + person.user()).code();
        }
    }

    private int login(SSLContext context) throws IOException {
        try (var client = connected(context)) {
            LoggedInClient.must(client.ask("USER " + person.user()), 331);
            return client.ask("PASS " + person.password()).code();
        }
    }

    private static ControlClient connected(SSLContext context) throws IOException {
        var client = new ControlClient(node.control("explicit"));
        LoggedInClient.must(client.reply(), 220);
        LoggedInClient.must(client.ask("AUTH TLS"), 234);
        client.secure(context, _ -> {});
        return client;
    }
}
