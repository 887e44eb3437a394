package dev.berth.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Quotas of tenants and accounts.
class QuotasTest {

    @RegisterExtension
    static final ApiUnderTest node = new ApiUnderTest();

    @BeforeAll
    static void tenant() {
        node.tenant("measured", 2);
        ApiAnswer made = node.operator()
                .post(
                        "/tenants/measured/accounts",
                        new JsonObject().put("user", "alice").put("password", "a long password"));
        assertThat(made.status()).as(made.toString()).isEqualTo(201);
    }

    @Test
    void a_quota_is_read_as_it_was_set_and_taken_away_by_leaving_it_out() {
        for (String path : new String[] {"/tenants/measured/quota", "/tenants/measured/accounts/alice/quota"}) {
            assertThat(node.operator().get(path).json().getJsonObject("quota")).isEqualTo(new JsonObject());
            JsonObject quota = new JsonObject().put("octets", 5_000_000_000L).put("files", 10);
            JsonObject set = node.operator().put(path, quota).json();
            assertThat(set.getJsonObject("quota").getLong("octets")).isEqualTo(5_000_000_000L);
            assertThat(set.getJsonObject("quota").containsKey("volume")).isFalse();
            assertThat(set.getJsonObject("used").getLong("octets")).isZero();
            assertThat(node.operator().get(path).json()).isEqualTo(set);
            assertThat(node.operator().put(path, new JsonObject()).status()).isEqualTo(200);
            assertThat(node.operator().get(path).json().getJsonObject("quota")).isEqualTo(new JsonObject());
        }
    }

    @Test
    void what_is_no_quota_is_refused_with_its_field() {
        for (Object wrong : new Object[] {-1, 1.5, "much", true}) {
            ApiAnswer refused = node.operator().put("/tenants/measured/quota", new JsonObject().put("files", wrong));
            assertThat(refused.status()).as(String.valueOf(wrong)).isEqualTo(422);
            assertThat(refused.raw().body()).contains("files");
        }
        assertThat(node.operator()
                        .put("/tenants/measured/quota", new JsonObject().put("bytes", 1))
                        .status())
                .isEqualTo(422);
        assertThat(node.operator()
                        .put("/tenants/measured/accounts/nobody/quota", new JsonObject())
                        .status())
                .isEqualTo(404);
    }
}
