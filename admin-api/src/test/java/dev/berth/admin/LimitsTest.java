package dev.berth.admin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.account.Administrator.Role;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Limits of tenants and accounts.
class LimitsTest {

    @RegisterExtension
    static final ApiUnderTest node = new ApiUnderTest();

    @BeforeAll
    static void tenant() {
        node.tenant("bounded", 2);
        ApiAnswer made = node.operator()
                .post(
                        "/tenants/bounded/accounts",
                        new JsonObject().put("user", "alice").put("password", "a long password"));
        assertThat(made.status()).as(made.toString()).isEqualTo(201);
    }

    @Test
    void limits_are_read_as_they_were_set_and_taken_away_by_leaving_them_out() {
        for (String path : new String[] {"/tenants/bounded/limits", "/tenants/bounded/accounts/alice/limits"}) {
            assertThat(node.operator().put(path, new JsonObject()).status()).isEqualTo(200);
            assertThat(node.operator().get(path).json()).isEqualTo(new JsonObject());
            JsonObject limits = new JsonObject().put("download", 5_000_000_000L).put("uploadPerSession", 20_000L);
            JsonObject set = node.operator().put(path, limits).json();
            assertThat(set.getJsonObject("limits").getLong("download")).isEqualTo(5_000_000_000L);
            assertThat(set.getJsonArray("nodes").getJsonObject(0).getString("state"))
                    .isEqualTo("applied");
            JsonObject read = node.operator().get(path).json();
            assertThat(read.getLong("uploadPerSession")).isEqualTo(20_000L);
            assertThat(read.size()).isEqualTo(2);
            assertThat(node.operator().put(path, new JsonObject()).status()).isEqualTo(200);
            assertThat(node.operator().get(path).json()).isEqualTo(new JsonObject());
        }
    }

    @Test
    void more_sessions_than_so_few_ports_are_set_with_a_warning() {
        node.tenant("narrow", 2);
        JsonObject set = node.operator()
                .put("/tenants/narrow/limits", new JsonObject().put("sessions", 100))
                .json();
        assertThat(set.getJsonArray("warnings").encode()).contains("there are only 2", "at least 8");
        assertThat(node.operator().get("/tenants/narrow").json().getJsonArray("warnings"))
                .isEqualTo(set.getJsonArray("warnings"));
        assertThat(node.operator()
                        .put("/tenants/narrow/limits", new JsonObject().put("sessions", 2))
                        .json()
                        .getJsonArray("warnings"))
                .isEmpty();
        node.tenant("broad", 8);
        assertThat(node.operator().get("/tenants/broad").json().containsKey("warnings"))
                .isFalse();
    }

    @Test
    void few_ports_that_tenants_share_are_told_as_well() {
        int port = FreePorts.block(4);
        ApiAnswer made = node.operator()
                .post(
                        "/endpoints",
                        new JsonObject()
                                .put("name", "crowded")
                                .put("listeners", new JsonArray().add(new JsonObject().put("port", port)))
                                .put("sharedPool", (port + 1) + "-" + (port + 3)));
        assertThat(made.status()).as(made.toString()).isEqualTo(201);
        JsonArray warnings = made.json().getJsonObject("endpoint").getJsonArray("warnings");
        assertThat(warnings.encode()).contains("there are only 3", "give the endpoint at least");
        assertThat(node.operator().get("/endpoints/crowded").json().getJsonArray("warnings"))
                .isEqualTo(warnings);
        ApiAnswer tenant = node.operator()
                .post(
                        "/tenants",
                        new JsonObject().put("slug", "sharer").put("endpoints", new JsonArray().add("crowded")));
        assertThat(tenant.status()).as(tenant.toString()).isEqualTo(201);
        assertThat(node.operator().get("/tenants/sharer").json().getJsonArray("warnings"))
                .isEqualTo(warnings);
        for (int sessions : new int[] {100, 3}) {
            assertThat(node.operator()
                            .put("/tenants/sharer/limits", new JsonObject().put("sessions", sessions))
                            .json()
                            .getJsonArray("warnings"))
                    .isEqualTo(sessions == 3 ? new JsonArray() : warnings);
        }
    }

    @Test
    void what_is_no_limit_is_refused_with_its_field() {
        for (Object wrong : new Object[] {-1, 999, 1000.5, "much", true}) {
            ApiAnswer refused = node.operator().put("/tenants/bounded/limits", new JsonObject().put("upload", wrong));
            assertThat(refused.status()).as(String.valueOf(wrong)).isEqualTo(422);
            assertThat(refused.raw().body()).contains("upload");
        }
        assertThat(node.operator()
                        .put("/tenants/bounded/limits", new JsonObject().put("speed", 1))
                        .status())
                .isEqualTo(422);
        assertThat(node.operator()
                        .put("/tenants/bounded/accounts/nobody/limits", new JsonObject())
                        .status())
                .isEqualTo(404);
    }

    @Test
    void an_account_has_no_limits_for_each_account() {
        ApiAnswer refused = node.operator()
                .put("/tenants/bounded/accounts/alice/limits", new JsonObject().put("downloadPerAccount", 5_000));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.raw().body()).contains("downloadPerAccount");
    }

    @Test
    void a_tenant_administrator_limits_accounts_and_not_its_tenant() {
        ApiClient admin = node.client(Role.TENANT_ADMIN, Optional.of("bounded"));
        JsonObject wanted = new JsonObject().put("download", 1_000_000_000L);
        assertThat(admin.put("/tenants/bounded/limits", wanted).status()).isEqualTo(403);
        assertThat(admin.put("/tenants/bounded/accounts/alice/limits", wanted).status())
                .isEqualTo(200);
    }
}
