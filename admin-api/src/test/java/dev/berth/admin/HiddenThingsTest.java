package dev.berth.admin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.account.Administrator.Role;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// What is another tenant's is neither seen nor counted nor guessed.
class HiddenThingsTest {

    private static final String NOBODY = "999999999999999";

    @RegisterExtension
    static final ApiUnderTest node = new ApiUnderTest(Map.of("admin.callsPerSecond", 0));

    private static ApiClient own;
    private static ApiClient foreign;

    @BeforeAll
    static void tenants() {
        for (String tenant : List.of("own", "foreign")) {
            node.tenant(tenant, 2);
            assertThat(node.operator()
                            .post(
                                    "/tenants/" + tenant + "/accounts",
                                    new JsonObject().put("user", "demo").put("password", "a long enough word"))
                            .status())
                    .isEqualTo(201);
        }
        own = node.client(Role.TENANT_ADMIN, Optional.of("own"));
        foreign = node.client(Role.TENANT_ADMIN, Optional.of("foreign"));
    }

    @Test
    void an_id_of_another_tenant_is_answered_as_one_that_is_not_there() {
        String administrator = made("/administrators", administrator("hidden"));
        String token = made("/tokens", new JsonObject().put("name", "hidden").put("role", "auditor"));
        String ban = made("/bans", new JsonObject().put("network", "192.0.2.7"));
        String job = made("/tenants/foreign/quota/recount", new JsonObject());
        JsonObject _ = foreign.endedJob(job);
        assertHidden("GET", "/administrators/", administrator, NOBODY);
        assertHidden("PATCH", "/administrators/", administrator, NOBODY);
        assertHidden("DELETE", "/administrators/", administrator, NOBODY);
        assertHidden("DELETE", "/tokens/", token, NOBODY);
        assertHidden("DELETE", "/bans/", ban, NOBODY);
        assertHidden("GET", "/jobs/", job, "0".repeat(32));
        assertHidden("DELETE", "/jobs/", job, "0".repeat(32));
        assertThat(foreign.get("/administrators/" + administrator).status()).isEqualTo(200);
    }

    private static void assertHidden(String method, String path, String there, String missing) {
        ApiAnswer one = call(method, path + there);
        ApiAnswer other = call(method, path + missing);
        assertThat(one.status()).as(one.toString()).isEqualTo(404).isEqualTo(other.status());
        assertThat(one.raw().body().replace(there, missing))
                .isEqualTo(other.raw().body());
        node.recorded().assertSameWay(() -> call(method, path + there), () -> call(method, path + missing));
    }

    private static ApiAnswer call(String method, String path) {
        return own.call(
                method,
                path,
                Map.of("Content-Type", "application/merge-patch+json"),
                method.equals("PATCH") ? BodyPublishers.ofString("{\"blocked\":true}") : BodyPublishers.noBody());
    }

    @Test
    void ids_count_nothing() {
        String first = made("/tokens", new JsonObject().put("name", "one").put("role", "auditor"));
        String next = made("/tokens", new JsonObject().put("name", "two").put("role", "auditor"));
        assertThat(Math.abs(Long.parseLong(next) - Long.parseLong(first))).isGreaterThan(1_000);
        assertThat(made("/tenants/foreign/quota/recount", new JsonObject())).matches("[0-9a-f]{32}");
    }

    @Test
    void a_tenant_is_told_no_revision_and_no_tag_that_says_something() {
        for (ApiAnswer answer : List.of(
                own.put("/tenants/own/accounts/demo/limits", new JsonObject()),
                own.put("/tenants/own/manners", own.get("/tenants/own/manners").json()),
                own.put("/tenants/own/tls", own.get("/tenants/own/tls").json()))) {
            assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
            assertThat(answer.raw().body()).contains("\"applied\"").doesNotContain("revision");
            assertThat(answer.header("ETag")).matches("\"[A-Za-z0-9_-]{32}\"");
        }
        assertThat(node.operator()
                        .put("/tenants/own/tls", own.get("/tenants/own/tls").json())
                        .json()
                        .getValue("revision"))
                .isInstanceOf(Number.class);
    }

    @Test
    void what_others_do_leaves_a_tag_as_it_is() {
        String seen = own.get("/tenants/own").header("ETag");
        assertThat(foreign.put(
                                "/tenants/foreign/tls",
                                foreign.get("/tenants/foreign/tls").json())
                        .status())
                .isEqualTo(200);
        assertThat(own.call("GET", "/tenants/own", Map.of("If-None-Match", seen), BodyPublishers.noBody())
                        .status())
                .isEqualTo(304);
    }

    @Test
    void two_tenants_may_call_the_same_by_the_same_names() {
        for (ApiClient one : List.of(own, foreign)) {
            assertThat(one.post("/administrators", administrator("same")).status())
                    .isEqualTo(201);
            assertThat(one.post("/tokens", new JsonObject().put("name", "same").put("role", "auditor"))
                            .status())
                    .isEqualTo(201);
            assertThat(one.post("/bans", new JsonObject().put("network", "198.51.100.7"))
                            .status())
                    .isEqualTo(201);
        }
    }

    private static JsonObject administrator(String name) {
        return new JsonObject()
                .put("name", name)
                .put("password", "a long enough word")
                .put("role", "auditor");
    }

    private static String made(String path, JsonObject body) {
        ApiAnswer answer = foreign.post(path, body);
        assertThat(answer.status()).as(answer.toString()).isIn(201, 202);
        return String.valueOf(answer.json().getValue("id"));
    }
}
