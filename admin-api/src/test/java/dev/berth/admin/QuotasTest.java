package dev.berth.admin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.account.Administrator.Role;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
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
    void a_recount_finds_what_nobody_has_booked() throws IOException {
        Path home = Files.createDirectories(node.storage().resolve("measured"));
        Path _ = Files.writeString(home.resolve("foreign.txt"), "12345");
        var own = node.client(Role.TENANT_ADMIN, Optional.of("measured"));
        for (String path : new String[] {"/tenants/measured/quota", "/tenants/measured/accounts/alice/quota"}) {
            ApiAnswer begun = own.post(path + "/recount", new JsonObject());
            assertThat(begun.status()).as(begun.toString()).isEqualTo(202);
            JsonObject job = own.endedJob(begun.json().getString("id"));
            assertThat(job.getString("state")).as(job.encode()).isEqualTo("done");
            assertThat(job.getJsonObject("recount").getJsonObject("counted"))
                    .isEqualTo(new JsonObject().put("octets", 5).put("files", 1));
            assertThat(own.get(path).json().getJsonObject("used").getLong("octets"))
                    .isEqualTo(5);
        }
        Files.delete(home.resolve("foreign.txt"));
        var job = own.post("/tenants/measured/quota/recount", new JsonObject()).json();
        assertThat(own.endedJob(job.getString("id")).getJsonObject("recount").encode())
                .isEqualTo("{\"booked\":{\"octets\":5,\"files\":1},\"counted\":{\"octets\":0,\"files\":0}}");
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
