package dev.berth.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Certificates and demands of TLS over the API.
class CertificatesTest {

    private static final String AUTHORITY = """
            -----BEGIN CERTIFICATE-----
            MIIBjjCCATOgAwIBAgIUMyDcV5hIhdeHA9lnnehL3gWGbj4wCgYIKoZIzj0EAwIw
            HDEaMBgGA1UEAwwRRXhhbXBsZSBhdXRob3JpdHkwHhcNMjYxMTI0MTg0ODE4WhcN
            MzYxMTIxMTg0ODE4WjAcMRowGAYDVQQDDBFFeGFtcGxlIGF1dGhvcml0eTBZMBMG
            ByqGSM49AgEGCCqGSM49AwEHA0IABF4x91YW7bxTb8kGV9A2e+h6jYxaxAcF3B7a
            4y2Og5r0HrobVqPwh8OqPyeMA163zO5KiUcNeDmlF2rUCAofGwCjUzBRMB0GA1Ud
            DgQWBBTWQjwKMGDwhXx+mWn4kmnhmNYsLDAfBgNVHSMEGDAWgBTWQjwKMGDwhXx+
            mWn4kmnhmNYsLDAPBgNVHRMBAf8EBTADAQH/MAoGCCqGSM49BAMCA0kAMEYCIQD3
            uiORe/wwxM8bA4IOSwBSzxzzunyf46dtUf7n9SRx9QIhAO9LJEnaPmxyDpoRyLnI
            aTPxnAb+Q6W8dx1zg1L3cR2g
            -----END CERTIFICATE-----
            """;

    @RegisterExtension
    static final ApiUnderTest node = new ApiUnderTest();

    @Test
    void what_a_tenant_demands_is_set_and_read_back() {
        node.tenant("strict", 2);
        ApiClient operator = node.operator();
        assertThat(operator.get("/tenants/strict/tls").json().getString("demand"))
                .isEqualTo("nothing");
        var wanted = new JsonObject().put("demand", "everything").put("resumption", "require");
        ApiAnswer set = operator.put("/tenants/strict/tls", wanted);
        assertThat(set.status()).as(set.toString()).isEqualTo(200);
        assertThat(operator.get("/tenants/strict/tls").json().getString("resumption"))
                .isEqualTo("require");
        var byCertificate = new JsonObject()
                .put("clientCertificates", "only")
                .put("clientName", "email")
                .put("clientAnchors", AUTHORITY);
        assertThat(operator.put("/tenants/strict/tls", byCertificate).status()).isEqualTo(200);
        assertThat(operator.get("/tenants/strict/tls").json().getMap()).containsAllEntriesOf(byCertificate.getMap());
        assertThat(operator.put("/tenants/strict/tls", byCertificate.put("clientAnchors", "none"))
                        .status())
                .isEqualTo(422);
        assertThat(operator.put("/tenants/strict/tls", new JsonObject().put("demand", "much"))
                        .status())
                .isEqualTo(422);
    }

    @Test
    void a_certificate_of_no_use_is_refused_with_the_reason() {
        node.tenant("certified", 2);
        ApiClient operator = node.operator();
        ApiAnswer refused =
                operator.put("/tenants/certified/certificates/main", new JsonObject().put("pem", "not a certificate"));
        assertThat(refused.status()).as(refused.toString()).isEqualTo(422);
        assertThat(refused.toString()).contains("private key").doesNotContain("not a certificate");
        assertThat(operator.get("/tenants/certified/certificates").json().getJsonArray("items"))
                .isEmpty();
    }
}
