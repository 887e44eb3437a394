package dev.berth.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import dev.berth.account.Administrator.Role;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.InetAddress;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.net.ftp.FTPClient;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Plans, and the tenants that follow them.
class PlansTest {

    private static final String PASSWORD = "a long enough word";

    @RegisterExtension
    static final ApiUnderTest node = new ApiUnderTest();

    private static int port;

    @BeforeAll
    static void tenant() {
        port = node.tenant("bounded", 2);
        ApiAnswer made = node.operator()
                .post(
                        "/tenants/bounded/accounts",
                        new JsonObject().put("user", "alice").put("password", PASSWORD));
        assertThat(made.status()).as(made.toString()).isEqualTo(201);
    }

    @CanIgnoreReturnValue
    private static ApiAnswer plan(String name, JsonObject limits, JsonObject quota) {
        ApiAnswer made = node.operator()
                .post(
                        "/plans",
                        new JsonObject().put("name", name).put("limits", limits).put("quota", quota));
        assertThat(made.status()).as(made.toString()).isEqualTo(201);
        return made;
    }

    private static void follow(Object plan) {
        ApiAnswer done = node.operator().patch("/tenants/bounded", new JsonObject().put("plan", plan));
        assertThat(done.status()).as(done.toString()).isEqualTo(200);
    }

    private static JsonObject terms() {
        return node.operator().get("/tenants/bounded/limits/in-force").json();
    }

    private static JsonObject term(String limit) {
        return terms().getJsonObject("limits").getJsonObject(limit);
    }

    @Test
    void a_value_is_the_tenants_own_before_the_plans_before_none() {
        plan("layers", new JsonObject().put("sessions", 5).put("transfers", 3), new JsonObject().put("files", 9));
        follow("layers");
        assertThat(node.operator().get("/tenants/bounded").json().getString("plan"))
                .isEqualTo("layers");
        JsonObject own = new JsonObject().put("sessions", 7);
        assertThat(node.operator().put("/tenants/bounded/limits", own).status()).isEqualTo(200);
        assertThat(term("sessions"))
                .isEqualTo(new JsonObject().put("from", "own").put("value", 7));
        assertThat(term("transfers"))
                .isEqualTo(new JsonObject().put("from", "plan").put("value", 3));
        assertThat(term("download")).isEqualTo(new JsonObject().put("from", "default"));
        assertThat(terms().getJsonObject("quota").getJsonObject("files"))
                .isEqualTo(new JsonObject().put("from", "plan").put("value", 9));
        assertThat(node.operator()
                        .get("/tenants/bounded/quota")
                        .json()
                        .getJsonObject("quota")
                        .getInteger("files"))
                .isEqualTo(9);
        assertThat(node.operator().get("/tenants/bounded/limits").json()).isEqualTo(own);
        assertThat(node.operator()
                        .put("/tenants/bounded/limits", new JsonObject())
                        .status())
                .isEqualTo(200);
        assertThat(term("sessions").getString("from")).isEqualTo("plan");
        follow(null);
        assertThat(term("sessions").getString("from")).isEqualTo("default");
        assertThat(terms().containsKey("plan")).isFalse();
    }

    @Test
    void a_change_is_the_next_version_and_holds_for_sessions_at_once() throws Exception {
        plan("live", new JsonObject().put("sessions", 1), new JsonObject());
        follow("live");
        var first = new FTPClient();
        first.connect(InetAddress.getLoopbackAddress(), port);
        assertThat(first.login("alice", PASSWORD)).isTrue();
        first.enterLocalPassiveMode();
        assertThat(first.makeDirectory("a")).isTrue();
        ApiAnswer changed = node.operator()
                .patch(
                        "/plans/live",
                        new JsonObject()
                                .put(
                                        "limits",
                                        new JsonObject().put("sessions", 2).put("depth", 1)));
        assertThat(changed.status()).as(changed.toString()).isEqualTo(200);
        assertThat(changed.json().getJsonObject("plan").getInteger("version")).isEqualTo(2);
        assertThat(changed.json().getJsonArray("nodes").getJsonObject(0).getString("state"))
                .isEqualTo("applied");
        assertThat(first.makeDirectory("a/b"))
                .as("on the session that was open")
                .isFalse();
        var second = new FTPClient();
        second.connect(InetAddress.getLoopbackAddress(), port);
        assertThat(second.login("alice", PASSWORD)).isTrue();
        second.disconnect();
        first.disconnect();
        JsonArray versions = node.operator().get("/plans/live/versions").json().getJsonArray("items");
        assertThat(versions).hasSize(2);
        assertThat(versions.getJsonObject(0).getJsonObject("limits")).isEqualTo(new JsonObject().put("sessions", 1));
        assertThat(versions.getJsonObject(1).getJsonObject("limits").getInteger("depth"))
                .isEqualTo(1);
        ApiAnswer described = node.operator().patch("/plans/live", new JsonObject().put("description", "Live"));
        assertThat(described.json().getJsonObject("plan").getInteger("version"))
                .as("other words are no other version")
                .isEqualTo(2);
        follow(null);
    }

    @Test
    void a_plan_that_is_followed_stays() {
        plan("held", new JsonObject(), new JsonObject());
        follow("held");
        ApiAnswer refused = node.operator().delete("/plans/held");
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.refusal()).contains("1 tenant");
        follow(null);
        assertThat(node.operator().delete("/plans/held").status()).isEqualTo(200);
        assertThat(node.operator().get("/plans/held").status()).isEqualTo(404);
        ApiAnswer unknown = node.operator().patch("/tenants/bounded", new JsonObject().put("plan", "held"));
        assertThat(unknown.status()).isEqualTo(422);
        assertThat(unknown.refusal()).contains("plan").contains("held");
    }

    @Test
    void what_is_wrong_is_refused_with_its_field_and_a_stale_change_is_not_made() {
        ApiAnswer made = plan("strict", new JsonObject(), new JsonObject());
        assertThat(made.raw().headers().firstValue("Location")).hasValue("/api/v1/plans/strict");
        ApiAnswer wrong = node.operator()
                .post(
                        "/plans",
                        new JsonObject().put("name", "Not A Name").put("limits", new JsonObject().put("download", 1)));
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(wrong.refusal()).contains("limits.download");
        assertThat(node.operator()
                        .post("/plans", new JsonObject().put("name", "strict"))
                        .status())
                .isEqualTo(409);
        ApiAnswer negative = node.operator()
                .patch("/plans/strict", new JsonObject().put("quota", new JsonObject().put("octets", -1)));
        assertThat(negative.status()).isEqualTo(422);
        assertThat(negative.refusal()).contains("quota.octets");
        assertThat(node.operator()
                        .patch("/plans/strict", new JsonObject().put("name", "other"))
                        .status())
                .isEqualTo(422);
        assertThat(node.operator()
                        .call(
                                "PATCH",
                                "/plans/strict",
                                Map.of("Content-Type", "application/merge-patch+json", "If-Match", "\"0\""),
                                java.net.http.HttpRequest.BodyPublishers.ofString("{\"description\":\"x\"}"))
                        .status())
                .isEqualTo(412);
        assertThat(node.operator().get("/plans/Strict").status()).isEqualTo(404);
    }

    @Test
    void a_tenant_administrator_sees_what_holds_and_changes_neither_plan_nor_own_limits() {
        plan("fixed", new JsonObject().put("sessions", 5), new JsonObject());
        follow("fixed");
        ApiClient admin = node.client(Role.TENANT_ADMIN, Optional.of("bounded"));
        assertThat(admin.get("/tenants/bounded/limits/in-force").status()).isEqualTo(200);
        assertThat(admin.put("/tenants/bounded/limits", new JsonObject().put("sessions", 9))
                        .status())
                .isEqualTo(403);
        assertThat(admin.put("/tenants/bounded/quota", new JsonObject()).status())
                .isEqualTo(403);
        assertThat(admin.patch("/tenants/bounded", new JsonObject().putNull("plan"))
                        .status())
                .isEqualTo(403);
        assertThat(admin.patch("/plans/fixed", new JsonObject()).status()).isEqualTo(403);
        follow(null);
    }
}
