package dev.berth.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Certificates and demands of TLS over the API.
class CertificatesTest {

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
