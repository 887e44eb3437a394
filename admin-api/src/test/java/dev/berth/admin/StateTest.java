package dev.berth.admin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.account.Administrator.Role;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import org.apache.commons.net.ftp.FTPClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// All of it in one document.
class StateTest {

    private static final String PASSWORD = "a long enough word";

    @RegisterExtension
    static final ApiUnderTest node = new ApiUnderTest();

    @Test
    void a_document_is_planned_applied_and_then_changes_nothing() {
        int port = FreePorts.block(4);
        JsonObject document = document("north", port);
        ApiAnswer planned = node.operator().put("/state?dryRun=true", document);
        assertThat(planned.status()).as(planned.toString()).isEqualTo(200);
        assertThat(steps(planned))
                .containsExactly("create tenant north planned", "create 1 accounts of tenant north planned");
        assertThat(node.operator().get("/tenants/north").status()).isEqualTo(404);

        ApiAnswer applied = node.operator().put("/state", document);
        assertThat(applied.status()).as(applied.toString()).isEqualTo(200);
        assertThat(steps(applied))
                .containsExactly("create tenant north done", "create 1 accounts of tenant north done");
        assertThat(steps(node.operator().put("/state", document))).isEmpty();

        document.getJsonArray("tenants").getJsonObject(0).put("name", "The North");
        ApiAnswer changed = node.operator().put("/state?dryRun=true", document);
        assertThat(steps(changed)).containsExactly("change tenant north planned");
        assertThat(changed.json()
                        .getJsonArray("steps")
                        .getJsonObject(0)
                        .getJsonArray("changes")
                        .encode())
                .contains("The North");
    }

    @Test
    void what_was_exported_is_restored_with_its_passwords() throws Exception {
        int port = FreePorts.block(4);
        assertThat(node.operator().put("/state", document("moved", port)).status())
                .isEqualTo(200);
        JsonObject dump = node.operator().get("/state?hashes=true").json();
        assertThat(dump.encode()).contains("$");
        assertThat(node.operator().get("/state").json().encode()).doesNotContain("\"hash\":");
        assertThat(node.operator().delete("/tenants/moved").status()).isEqualTo(200);
        ApiAnswer restored = node.operator().put("/state", dump);
        assertThat(restored.status()).as(restored.toString()).isEqualTo(200);
        var client = new FTPClient();
        client.connect(InetAddress.getLoopbackAddress(), port);
        assertThat(client.login("demo", PASSWORD)).isTrue();
        client.disconnect();
        assertThat(steps(node.operator().put("/state", dump))).isEmpty();
    }

    @Test
    void accounts_that_come_and_go_by_themselves_are_no_part_of_it() {
        int port = FreePorts.block(4);
        JsonObject document = document("visited", port);
        assertThat(node.operator().put("/state", document).status()).isEqualTo(200);
        String tenant = "/tenants/visited";
        assertThat(node.operator()
                        .put(tenant + "/anonymous", new JsonObject().put("home", "/"))
                        .status())
                .isEqualTo(200);
        assertThat(node.operator().post(tenant + "/doctor", new JsonObject()).status())
                .isEqualTo(201);
        assertThat(node.operator()
                        .get(tenant + "/accounts")
                        .json()
                        .getJsonArray("items")
                        .size())
                .isEqualTo(2); // the doctor's is in no list
        JsonObject dump = node.operator().get("/state?hashes=true").json();
        assertThat(tenant(dump, "visited").getJsonArray("accounts").size()).isEqualTo(1);
        assertThat(steps(node.operator().put("/state?prune=true", dump))).isEmpty();
        assertThat(node.operator().get(tenant + "/anonymous").status()).isEqualTo(200);

        assertThat(node.operator().delete(tenant).status()).isEqualTo(200);
        assertThat(steps(node.operator().put("/state", dump))).contains("create 1 accounts of tenant visited done");
    }

    @Test
    void an_account_that_had_a_second_factor_is_not_opened_by_its_password_alone() {
        assertThat(node.operator()
                        .put("/state", document("guarded", FreePorts.block(4)))
                        .status())
                .isEqualTo(200);
        String account = "/tenants/guarded/accounts/demo";
        assertThat(node.operator()
                        .post(account + "/second-factor", new JsonObject())
                        .status())
                .isEqualTo(201);
        JsonObject dump = node.operator().get("/state?hashes=true").json();
        assertThat(steps(node.operator().put("/state", dump))).isEmpty();
        JsonObject demo = tenant(dump, "guarded").getJsonArray("accounts").getJsonObject(0);
        Object sealed = demo.remove("sealedFactor");
        assertThat(node.operator().delete("/tenants/guarded").status()).isEqualTo(200);
        for (int i = 0; i < 2; i++) {
            assertThat(node.operator().put("/state", dump).status()).isEqualTo(200);
            assertThat(node.operator().get(account).json().getBoolean("enabled"))
                    .isFalse();
        }
        assertThat(steps(node.operator().put("/state", dump))).isEmpty();

        demo.put("sealedFactor", sealed);
        assertThat(steps(node.operator().put("/state", dump)))
                .containsExactly(
                        "create second factor of account demo of guarded done", "change account demo of guarded done");
        assertThat(node.operator().get(account).json().getBoolean("enabled")).isTrue();
    }

    @Test
    void an_account_that_is_here_without_its_second_factor_is_not_left_open() {
        JsonObject document = document("unguarded", FreePorts.block(4));
        assertThat(node.operator().put("/state", document).status()).isEqualTo(200);
        tenant(document, "unguarded").getJsonArray("accounts").getJsonObject(0).put("secondFactor", true);
        assertThat(steps(node.operator().put("/state", document)))
                .containsExactly("change account demo of unguarded done");
        assertThat(node.operator()
                        .get("/tenants/unguarded/accounts/demo")
                        .json()
                        .getBoolean("enabled"))
                .isFalse();
        assertThat(steps(node.operator().put("/state", document))).isEmpty();
    }

    @Test
    void a_tenant_with_everything_comes_back_as_it_was() {
        int port = FreePorts.block(4);
        JsonObject document = rich(port);
        ApiAnswer made = node.operator().put("/state", document);
        assertThat(steps(made))
                .containsExactly(
                        "create plan silver done",
                        "create tenant rich done",
                        "change tenant rich done",
                        "change limits of tenant rich done",
                        "change quota of tenant rich done",
                        "change data of tenant rich done",
                        "change manners of tenant rich done",
                        "change auditRetention of tenant rich done",
                        "create 1 accounts of tenant rich done",
                        "change limits of account demo of rich done",
                        "change quota of account demo of rich done");
        JsonObject dump = node.operator().get("/state?hashes=true").json();
        JsonObject rich = tenant(dump, "rich");
        assertThat(rich.getJsonObject("schedule").getString("until")).isEqualTo("2097-04-01T00:00:00Z");
        assertThat(rich.getJsonObject("limits")).isEqualTo(new JsonObject().put("sessions", 7));
        assertThat(rich.getJsonObject("quota")).isEqualTo(new JsonObject().put("files", 70));
        assertThat(rich.getJsonObject("data").getBoolean("pasv")).isFalse();
        assertThat(rich.getJsonObject("auditRetention")).isEqualTo(new JsonObject().put("days", 40));

        assertThat(node.operator().delete("/tenants/rich").status()).isEqualTo(200);
        assertThat(node.operator().delete("/plans/silver").status()).isEqualTo(200);
        ApiAnswer restored = node.operator().put("/state", dump);
        assertThat(restored.status()).as(restored.toString()).isEqualTo(200);
        JsonObject after = node.operator().get("/state?hashes=true").json();
        assertThat(tenant(after, "rich")).isEqualTo(rich);
        assertThat(after.getJsonArray("plans")).isEqualTo(dump.getJsonArray("plans"));
        assertThat(steps(node.operator().put("/state?prune=true", dump))).isEmpty();

        JsonObject silver = document.getJsonArray("plans").getJsonObject(0);
        silver.getJsonObject("limits").remove("transfers");
        assertThat(steps(node.operator().put("/state", document))).containsExactly("change plan silver done");
        assertThat(node.operator().get("/plans/silver").json().getJsonObject("limits"))
                .isEqualTo(new JsonObject().put("sessions", 5));
        document.getJsonArray("tenants")
                .getJsonObject(0)
                .getJsonObject("limits")
                .put("sessions", 0);
        ApiAnswer wrong = node.operator().put("/state?dryRun=true", document);
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(wrong.refusal()).contains("limits").contains("sessions");
    }

    private static JsonObject tenant(JsonObject state, String slug) {
        return state.getJsonArray("tenants").stream()
                .map(JsonObject.class::cast)
                .filter(tenant -> tenant.getString("slug").equals(slug))
                .findFirst()
                .orElseThrow();
    }

    private static JsonObject rich(int port) {
        JsonObject document = document("rich", port);
        JsonObject tenant = document.getJsonArray("tenants").getJsonObject(0);
        tenant.put("plan", "silver")
                .put("status", "read-only")
                .put("statusReason", "moving")
                .put(
                        "schedule",
                        new JsonObject()
                                .put("status", "blocked")
                                .put("reason", "unpaid")
                                .put("from", "2097-03-01T00:00:00Z")
                                .put("until", "2097-04-01T00:00:00Z")
                                .put("then", "active"))
                .put("limits", new JsonObject().put("sessions", 7))
                .put("quota", new JsonObject().put("files", 70))
                .put("data", new JsonObject().put("pasv", false))
                .put("manners", new JsonObject().put("timeZone", "Europe/Berlin"))
                .put("auditRetention", new JsonObject().put("days", 40));
        tenant.getJsonArray("accounts")
                .getJsonObject(0)
                .put("limits", new JsonObject().put("sessions", 2))
                .put("quota", new JsonObject().put("octets", 1_000));
        var silver = new JsonObject()
                .put("name", "silver")
                .put("description", "Silver")
                .put("limits", new JsonObject().put("sessions", 5).put("transfers", 3))
                .put("quota", new JsonObject().put("octets", 10_000));
        return document.put("plans", new JsonArray().add(silver));
    }

    @Test
    void what_is_not_named_goes_only_if_it_is_said() {
        int port = FreePorts.block(8);
        assertThat(node.operator().put("/state", document("keep", port)).status())
                .isEqualTo(200);
        assertThat(node.operator().put("/state", document("drop", port + 4)).status())
                .isEqualTo(200);
        JsonObject all = node.operator().get("/state").json();
        var rest = new JsonArray(all.getJsonArray("tenants").stream()
                .filter(tenant -> !((JsonObject) tenant).getString("slug").equals("drop"))
                .toList());
        assertThat(steps(node.operator().put("/state", new JsonObject().put("tenants", rest))))
                .isEmpty();
        ApiAnswer pruned = node.operator().put("/state?prune=true", new JsonObject().put("tenants", rest));
        assertThat(steps(pruned)).containsExactly("remove tenant drop done");
        assertThat(node.operator().get("/tenants/drop").status()).isEqualTo(404);
        assertThat(node.operator().get("/tenants/keep").status()).isEqualTo(200);
    }

    @Test
    void a_document_that_is_wrong_changes_nothing() {
        ApiAnswer wrong = node.operator()
                .put(
                        "/state",
                        new JsonObject()
                                .put("tenantz", 1)
                                .put(
                                        "tenants",
                                        new JsonArray()
                                                .add(new JsonObject().put("slug", "A B"))
                                                .add(7)));
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(wrong.refusal())
                .contains("tenantz")
                .contains("tenants[A B].slug")
                .contains("tenants[1]");
    }

    @Test
    void a_token_that_is_limited_does_no_more_by_it() {
        ApiClient limited = node.client(Role.OPERATOR, Optional.empty(), "applyState");
        assertThat(limited.put("/state", document("sneaky", FreePorts.block(4))).status())
                .isEqualTo(403);
    }

    private static List<String> steps(ApiAnswer answer) {
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        return answer.steps();
    }

    private static JsonObject document(String slug, int port) {
        var account = new JsonObject()
                .put("user", "demo")
                .put(
                        "hash",
                        org.apache.commons.codec.digest.Md5Crypt.md5Crypt(
                                PASSWORD.getBytes(java.nio.charset.StandardCharsets.UTF_8), "$1$berthtst"));
        var tenant = new JsonObject()
                .put("slug", slug)
                .put("listeners", new JsonArray().add(new JsonObject().put("port", port)))
                .put("passive", new JsonObject().put("ports", (port + 1) + "-" + (port + 3)))
                .put("accounts", new JsonArray().add(account));
        return new JsonObject().put("tenants", new JsonArray().add(tenant));
    }
}
