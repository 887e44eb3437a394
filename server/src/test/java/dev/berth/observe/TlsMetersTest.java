package dev.berth.observe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.account.Account;
import dev.berth.account.AccountId;
import dev.berth.account.Permission;
import dev.berth.account.UserName;
import dev.berth.tenant.Slug;
import dev.berth.tenant.Tenant;
import dev.berth.tenant.TenantId;
import dev.berth.tenant.TenantStatus;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What is counted of TLS.
class TlsMetersTest {

    private static final InetSocketAddress CLIENT = new InetSocketAddress(InetAddress.ofLiteral("192.0.2.1"), 50000);
    private static final Account ACCOUNT = new Account(
            new AccountId(1),
            new Tenant(new TenantId(1), new Slug("acme"), "Acme", TenantStatus.ACTIVE, "acme"),
            new UserName("anna"),
            "/",
            Permission.USUAL);

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final TlsMeters meters = new TlsMeters(registry);

    /// As BoringSSL, the JDK and Berth say it.
    @ParameterizedTest
    @CsvSource({
        "no handshake within 10000 ms, timeout",
        "not an SSL/TLS record: 474554202f, not-tls",
        "the client offers other protocols only: http/1.1, other-protocol",
        "error:100000f0:SSL routines:OPENSSL_internal:UNSUPPORTED_PROTOCOL, no-agreement",
        "error:100000b8:SSL routines:OPENSSL_internal:NO_SHARED_CIPHER, no-agreement",
        "error:10000412:SSL routines:OPENSSL_internal:SSLV3_ALERT_BAD_CERTIFICATE, client-refused",
        "error:10000418:SSL routines:OPENSSL_internal:TLSV1_ALERT_UNKNOWN_CA, client-refused",
        "no cipher suites in common, no-agreement",
        "Received fatal alert: certificate_unknown, client-refused",
        "Connection reset by peer, closed",
        "something new, other"
    })
    void why_handshakes_fail(String said, String outcome) {
        meters.on(new Event.SessionCut(1, CLIENT, Event.Cut.HANDSHAKE_FAILED, said));
        assertThat(count("berth.tls.handshakes", "side", "control", "outcome", outcome))
                .isEqualTo(1);
    }

    @Test
    void resumption_by_software_and_truncated_uploads() {
        meters.on(new Event.DataSecured(1, ACCOUNT, "TLSv1.3", true, false, "FileZilla 3.66"));
        meters.on(new Event.DataSecured(1, ACCOUNT, "TLSv1.3", false, true, ""));
        meters.on(new Event.DataSecured(1, ACCOUNT, "TLSv1.3", false, false, "x".repeat(100)));
        assertThat(count("berth.tls.resumption", "software", "filezilla", "resumed", "true"))
                .isEqualTo(1);
        assertThat(count("berth.tls.resumption", "software", "unnamed", "resumed", "false"))
                .isEqualTo(1);
        assertThat(count("berth.tls.resumption", "software", "other", "resumed", "false"))
                .isEqualTo(1);
        assertThat(count("berth.tls.truncated", "tenant", "acme")).isEqualTo(1);
        assertThat(count("berth.tls.handshakes", "side", "data", "outcome", "done"))
                .isEqualTo(3);
        meters.on(new Event.TransferFailed(1, ACCOUNT, CLIENT.getAddress(), Event.Failure.NOT_SECURE, ""));
        assertThat(count("berth.tls.handshakes", "side", "data", "outcome", "not-resumed"))
                .isEqualTo(1);
    }

    @Test
    void ends_of_certificates() {
        var web = new NodeEvent.CertificateEnds(
                "tenant 1", "web", "ftp.example.net", Instant.ofEpochSecond(2_000_000_000));
        meters.on(new NodeEvent.CertificatesKnown(List.of(web)));
        assertThat(registry.get("berth.tls.certificate.expiry")
                        .tags("owner", "tenant 1", "certificate", "web")
                        .gauge()
                        .value())
                .isEqualTo(2e9);
        meters.on(new NodeEvent.CertificatesKnown(List.of()));
        assertThat(registry.find("berth.tls.certificate.expiry").gauge()).isNull();
        assertThat(registry.get("berth.tls.certificates").gauge().value()).isZero();
    }

    private double count(String name, String... tags) {
        return registry.get(name).tags(tags).counter().count();
    }
}
