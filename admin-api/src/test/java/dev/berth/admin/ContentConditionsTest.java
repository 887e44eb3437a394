package dev.berth.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Nobody overwrites what he has not seen, either, where a thing has no revision of its own.
class ContentConditionsTest {

    @RegisterExtension
    static final ApiUnderTest node = new ApiUnderTest(Map.of("admin.callsPerSecond", 0));

    @BeforeAll
    static void tenant() {
        node.tenant("guarded", 2);
        assertThat(node.operator()
                        .post(
                                "/tenants/guarded/folders",
                                new JsonObject().put("name", "shared").put("directory", "/shared"))
                        .status())
                .isEqualTo(201);
        for (String user : List.of("demo", "gone")) {
            assertThat(node.operator()
                            .post(
                                    "/tenants/guarded/accounts",
                                    new JsonObject().put("user", user).put("password", "a long enough word"))
                            .status())
                    .isEqualTo(201);
        }
    }

    /// What has no revision is compared by its content.
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "quota; {'octets':1000}; {'octets':2000}",
                "accounts/demo/quota; {'files':10}; {'files':20}",
                "account-defaults; {'home':'/a/{user}'}; {'home':'/b/{user}'}",
                "audit/retention; {'days':7}; {'days':8}",
                "anonymous; {'home':'/public'}; {'home':'/other'}",
                "accounts/demo/folders/shared; {'path':'/one'}; {'path':'/two'}"
            })
    void a_content_is_changed_by_who_has_seen_it_as_it_is(String setting, String one, String other) {
        String path = "/tenants/guarded/" + setting;
        var first = new JsonObject(one.replace('\'', '"'));
        var second = new JsonObject(other.replace('\'', '"'));
        ApiAnswer made = put(path, "*", first);
        assertThat(made.status()).as(made.toString()).isEqualTo(200);
        String tag = node.operator().get(path).header("ETag");
        assertThat(tag).matches("\"[A-Za-z0-9_-]{32}\"").isEqualTo(made.header("ETag"));
        ApiAnswer changed = put(path, tag, second);
        assertThat(changed.status()).as(changed.toString()).isEqualTo(200);
        assertThat(changed.header("ETag"))
                .isNotEqualTo(tag)
                .isEqualTo(node.operator().get(path).header("ETag"));
        JsonObject now = node.operator().get(path).json();
        ApiAnswer stale = put(path, tag, first);
        assertThat(stale.status()).as(stale.toString()).isEqualTo(412);
        assertThat(stale.refusal()).contains("If-Match");
        assertThat(node.operator().get(path).json()).isEqualTo(now);
        assertThat(put(path, tag, new JsonObject().put("nonsense", 1)).status()).isEqualTo(422);
    }

    @Test
    void what_is_removed_is_what_was_seen() {
        String ban = node.operator()
                .post("/bans", new JsonObject().put("network", "192.0.2.7"))
                .header("Location")
                .substring("/api/v1".length());
        String token = node.operator()
                .post("/tokens", new JsonObject().put("name", "brief").put("role", "auditor"))
                .header("Location")
                .substring("/api/v1".length());
        for (String path : List.of(ban, token)) {
            ApiAnswer read = node.operator().get(path);
            assertThat(read.status()).as(read.toString()).isEqualTo(200);
            assertThat(conditional("DELETE", path, "\"1\"", "").status()).isEqualTo(412);
            assertThat(conditional("DELETE", path, read.header("ETag"), "").status())
                    .isEqualTo(204);
            assertThat(conditional("DELETE", path, read.header("ETag"), "").status())
                    .isEqualTo(404);
        }
    }

    @Test
    void nobody_has_seen_what_is_not_there() {
        String path = "/tenants/guarded/accounts/gone/folders/shared";
        var terms = new JsonObject().put("path", "/mine");
        assertThat(put(path, "\"1\"", terms).status()).isEqualTo(412);
        assertThat(node.operator().get(path).status()).isEqualTo(404);
        assertThat(put("/tenants/missing/accounts/gone/folders/shared", "\"1\"", terms)
                        .status())
                .isEqualTo(404);
    }

    @Test
    void a_tag_is_of_one_thing_only() {
        node.tenant("alike", 2);
        for (String setting : List.of("data", "tls", "quota", "account-defaults", "audit/retention")) {
            String here = node.operator().get("/tenants/guarded/" + setting).header("ETag");
            ApiAnswer there = node.operator().get("/tenants/alike/" + setting);
            assertThat(there.header("ETag")).isNotEqualTo(here);
            assertThat(put("/tenants/alike/" + setting, here, settable(setting, there.json()))
                            .status())
                    .as(setting)
                    .isEqualTo(412);
        }
        String tenant = node.operator().get("/tenants/alike").header("ETag");
        String data = node.operator().get("/tenants/alike/data").header("ETag");
        assertThat(data).isNotEqualTo(tenant);
        assertThat(conditional("PATCH", "/tenants/alike", data, "{\"name\":\"Like\"}")
                        .status())
                .isEqualTo(412);
        assertThat(conditional("PATCH", "/tenants/alike", tenant, "{\"name\":\"Like\"}")
                        .status())
                .isEqualTo(200);
    }

    private static JsonObject settable(String setting, JsonObject read) {
        return setting.equals("quota") ? read.getJsonObject("quota") : read;
    }

    private static ApiAnswer put(String path, String tag, JsonObject body) {
        return conditional("PUT", path, tag, body.encode());
    }

    private static ApiAnswer conditional(String method, String path, String tag, String body) {
        String type = method.equals("PATCH") ? "application/merge-patch+json" : "application/json";
        return node.operator()
                .call(method, path, Map.of("If-Match", tag, "Content-Type", type), BodyPublishers.ofString(body));
    }
}
