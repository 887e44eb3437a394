package dev.berth.admin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.account.Administrator.Role;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Every bad request is answered by a problem that says what is wrong, and nothing is half done.
class RefusalsTest {

    private static final Map<String, String> JSON = Map.of("Content-Type", "application/json");

    @RegisterExtension
    static final ApiUnderTest node = new ApiUnderTest();

    @BeforeAll
    static void two_tenants() {
        node.tenant("north", 3);
        node.tenant("south", 3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "berth_", "berth_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "operator", "null"})
    void without_a_valid_token_nothing_is_told(String token) {
        for (String path : List.of("/tenants", "/nothing", "/tenants/north/passive")) {
            ApiAnswer answer = node.client(token).get(path);
            assertThat(answer.status()).isEqualTo(401);
            assertThat(answer.header("WWW-Authenticate")).isEqualTo("Bearer");
            assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        }
    }

    @Test
    void a_truncated_token_is_refused() {
        String whole = node.operator().token();
        assertThat(node.client(whole.substring(0, whole.length() - 1))
                        .get("/tenants")
                        .status())
                .isEqualTo(401);
    }

    @Test
    void a_role_may_not_do_what_it_is_not_for() {
        ApiAnswer answer =
                node.client(Role.AUDITOR, Optional.empty()).post("/tenants", new JsonObject().put("slug", "east"));
        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.refusal()).contains("auditor").contains("createTenant");
    }

    @Test
    void a_token_may_not_do_what_it_is_not_limited_to() {
        ApiClient limited = node.client(Role.OPERATOR, Optional.empty(), "listTenants");
        assertThat(limited.get("/tenants").status()).isEqualTo(200);
        assertThat(limited.get("/tenants/north").status()).isEqualTo(403);
    }

    @Test
    void an_unknown_path_is_not_found() {
        assertThat(node.operator().get("/nothing").status()).isEqualTo(404);
        assertThat(node.operator().get("/tenants/nobody").refusal()).contains("There is no such tenant");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/tenants/..%2f..%2fendpoints",
                "/tenants/%00",
                "/tenants/north%0d%0aX:%20y",
                "/tenants/%ff",
                "/tenants/NORTH",
                "/tenants/north%20",
                "/tenants//passive",
                "/tokens/0",
                "/tokens/-1",
                "/tokens/99999999999999999999"
            })
    void tricks_with_paths_find_nothing(String path) {
        ApiAnswer answer = node.operator()
                .call(path.startsWith("/tokens") ? "DELETE" : "GET", path, Map.of(), BodyPublishers.noBody());
        assertThat(answer.status()).isBetween(400, 405);
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
    }

    @Test
    void another_method_names_those_that_there_are() {
        ApiAnswer answer = node.operator().call("DELETE", "/tenants", Map.of(), BodyPublishers.noBody());
        assertThat(answer.status()).isEqualTo(405);
        assertThat(answer.header("Allow")).isEqualTo("GET, HEAD, OPTIONS, POST");
    }

    @Test
    void a_huge_body_is_not_read() {
        ApiAnswer answer = node.operator()
                .call("POST", "/tenants", JSON, BodyPublishers.ofString("{\"slug\":\"" + "x".repeat(2 << 20) + "\"}"));
        assertThat(answer.status()).isEqualTo(413);
    }

    @Test
    void another_type_of_body_is_named() {
        ApiAnswer answer = node.operator().call("POST", "/tenants", Map.of("Content-Type", "text/plain"), text("{}"));
        assertThat(answer.status()).isEqualTo(415);
        assertThat(answer.refusal()).contains("application/json");
        assertThat(node.operator()
                        .call("POST", "/tenants", Map.of(), text("{}"))
                        .status())
                .isEqualTo(415);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "{", "[]", "\"slug\"", "null", "{\"slug\":}", "{\"slug\":\"east\"}}", "{'slug':1}", "NaN"})
    void what_is_no_json_object_is_malformed(String body) {
        assertThat(node.operator().call("POST", "/tenants", JSON, text(body)).status())
                .isEqualTo(400);
    }

    @Test
    void deep_json_is_malformed() {
        String deep = "{\"slug\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}";
        assertThat(node.operator().call("POST", "/tenants", JSON, text(deep)).status())
                .isEqualTo(400);
    }

    @Test
    void bad_utf_8_is_malformed() {
        byte[] bytes = "{\"slug\":\"x\",\"name\":\"\u00ff\"}".getBytes(StandardCharsets.ISO_8859_1);
        assertThat(node.operator()
                        .call("POST", "/tenants", JSON, BodyPublishers.ofByteArray(bytes))
                        .status())
                .isEqualTo(400);
    }

    @Test
    void half_a_character_is_no_text() {
        ApiAnswer answer = node.operator()
                .call(
                        "POST",
                        "/tenants",
                        JSON,
                        text("{\"slug\":\"x\",\"name\":\"a\\ud800\",\"listeners\":[{\"port\":1}]}"));
        assertThat(answer.status()).isEqualTo(422);
    }

    @Test
    void all_that_is_wrong_is_named_at_once_with_field_value_and_rule() {
        ApiAnswer answer = node.operator()
                .post(
                        "/tenants",
                        new JsonObject()
                                .put("slug", "No Slug")
                                .put("nmae", "x")
                                .put("name", 7)
                                .put(
                                        "listeners",
                                        new JsonArray()
                                                .add(new JsonObject().put("port", "21"))
                                                .add(4))
                                .put(
                                        "passive",
                                        new JsonObject()
                                                .put("ports", "80-90")
                                                .put(
                                                        "external",
                                                        new JsonArray().add(new JsonObject().put("address", "nope")))));
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.json().getJsonArray("errors").stream().map(error -> ((JsonObject) error).getString("field")))
                .containsExactlyInAnyOrder(
                        "slug",
                        "name",
                        "nmae",
                        "listeners[0].port",
                        "listeners[1]",
                        "passive.ports",
                        "passive.external[0].address");
        assertThat(answer.refusal()).contains("No Slug").contains("lower-case letters");
    }

    @Test
    void a_secret_is_never_said_back() {
        ApiAnswer answer = node.operator()
                .post(
                        "/tenants/north/accounts",
                        new JsonObject().put("user", "a").put("password", "sh0rt"));
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.raw().body()).doesNotContain("sh0rt").contains("***");
    }

    @Test
    void what_is_there_already_is_a_conflict() {
        int first = FreePorts.block(2);
        ApiAnswer answer = node.operator()
                .post(
                        "/tenants",
                        new JsonObject()
                                .put("slug", "north")
                                .put("listeners", new JsonArray().add(new JsonObject().put("port", 1)))
                                .put("passive", new JsonObject().put("ports", first + "-" + (first + 1))));
        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.refusal()).contains("slug").contains("north");
    }

    @ParameterizedTest
    @ValueSource(strings = {"limit=0", "limit=1001", "limit=x", "limit=1&limit=2", "after=", "unknown=1"})
    void a_bad_query_is_named(String query) {
        ApiAnswer answer = node.operator().get("/tenants?" + query);
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.refusal()).contains(query.substring(0, query.indexOf('=')));
    }

    @Test
    void a_tenant_of_others_is_answered_like_one_that_does_not_exist() {
        ApiClient north = node.client(Role.TENANT_ADMIN, Optional.of("north"));
        ApiAnswer foreign = north.get("/tenants/south");
        ApiAnswer missing = north.get("/tenants/nobody");
        assertThat(foreign.status()).isEqualTo(404);
        assertThat(foreign.raw().body()).isEqualTo(missing.raw().body());
    }

    private static java.net.http.HttpRequest.BodyPublisher text(String body) {
        return BodyPublishers.ofString(body);
    }
}
