package dev.berth.admin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.account.Administrator.Role;
import dev.berth.tenant.DirectoryRefused;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// What a document does, and who takes the secrets, is found in the audit record.
class StateRecordTest {

    @RegisterExtension
    static final ApiUnderTest node = new ApiUnderTest();

    @Test
    void each_step_is_told_like_a_call_of_its_own_and_so_is_one_that_is_refused() {
        int port = FreePorts.block(3);
        JsonObject account = new JsonObject()
                .put("user", "demo")
                .put("hash", org.apache.commons.codec.digest.Md5Crypt.md5Crypt(new byte[] {'a'}, "$1$berthtst"));
        JsonObject tenant = new JsonObject()
                .put("slug", "noted")
                .put("listeners", new JsonArray().add(new JsonObject().put("port", port)))
                .put("passive", new JsonObject().put("ports", (port + 1) + "-" + (port + 2)))
                .put("accounts", new JsonArray().add(account));
        JsonObject document = new JsonObject().put("tenants", new JsonArray().add(tenant));
        var clash = new DirectoryRefused(DirectoryRefused.Reason.CONFLICT, "accounts", "demo", "clash");
        node.recorded().before("AccountBatches.create", (_, _) -> Future.failedFuture(clash));
        assertThat(node.operator().put("/state", document).status()).isEqualTo(409);
        assertThat(node.operator().put("/state", document).status()).isEqualTo(200);
        document.put("tenants", new JsonArray());
        assertThat(node.operator()
                        .put("/state?prune=true&dryRun=true", document)
                        .steps())
                .hasSize(1);
        assertThat(node.operator().put("/state?prune=true", document).status()).isEqualTo(200);

        JsonObject removed = awaited("operation=deleteTenant", 1).getFirst();
        assertThat(removed.getString("tenant")).isEqualTo("noted");
        assertThat(removed.getJsonArray("paths")).containsExactly("/api/v1/tenants/noted");
        assertThat(removed.getString("client")).isEqualTo("127.0.0.1");
        assertThat(removed.getString("actor"))
                .isEqualTo(awaited("operation=applyState", 4).getFirst().getString("actor"));
        assertThat(awaited("operation=createTenant", 1).getFirst().getString("result"))
                .isEqualTo("done");
        assertThat(awaited("operation=createAccounts", 2))
                .extracting(item -> item.getJsonArray("paths").getString(0) + " " + item.getInteger("code"))
                .containsExactly(
                        "/api/v1/tenants/noted/account-batches 200", "/api/v1/tenants/noted/account-batches 409");
    }

    @Test
    void secrets_are_for_tokens_that_name_them_and_are_told() {
        for (String scope : new String[] {"read", "read:node", "write:node"}) {
            ApiClient limited = node.client(Role.OPERATOR, Optional.empty(), scope);
            assertThat(limited.get("/state").status()).as(scope).isEqualTo(200);
            assertThat(limited.get("/state?hashes=false").status()).as(scope).isEqualTo(200);
            ApiAnswer refused = limited.get("/state?hashes=true");
            assertThat(refused.status()).as(scope).isEqualTo(403);
            assertThat(refused.refusal()).contains("exportState");
        }
        ApiClient named = node.client(Role.OPERATOR, Optional.empty(), "exportState");
        assertThat(named.get("/state?hashes=true").status()).isEqualTo(200);
        assertThat(awaited("operation=exportState", 11))
                .extracting(item -> item.getJsonArray("paths").getString(0))
                .containsOnlyOnce("/api/v1/state?hashes=true");
    }

    @Test
    void a_token_that_only_reads_makes_none_that_takes_secrets() {
        ApiClient limited = node.client(Role.OPERATOR, Optional.empty(), "read", "write:tokens");
        JsonObject wanted = new JsonObject().put("name", "export").put("role", "operator");
        assertThat(limited.post("/tokens", wanted.copy().put("operations", new JsonArray().add("exportState")))
                        .status())
                .isEqualTo(403);
        assertThat(limited.post("/tokens", wanted.put("operations", new JsonArray().add("read:node")))
                        .status())
                .isEqualTo(201);
    }

    /// The last of what was done is written within a second or so.
    private static List<JsonObject> awaited(String query, int records) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (true) {
            List<JsonObject> items = node.operator().get("/audit?" + query).json().getJsonArray("items").stream()
                    .map(JsonObject.class::cast)
                    .toList();
            if (items.size() >= records) {
                assertThat(items).hasSize(records);
                return items;
            }
            assertThat(System.nanoTime()).as(query + ": " + items).isLessThan(deadline);
            Thread.onSpinWait();
        }
    }
}
