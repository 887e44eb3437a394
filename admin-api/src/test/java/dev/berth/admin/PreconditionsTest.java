package dev.berth.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Nobody overwrites what he has not seen, and no condition is passed over in silence.
class PreconditionsTest {

    private static final Set<String> CHANGING = Set.of("post", "put", "patch", "delete");

    @RegisterExtension
    static final ApiUnderTest node = new ApiUnderTest(Map.of("admin.callsPerSecond", 0));

    @BeforeAll
    static void tenant() {
        node.tenant("guarded", 2);
        for (String user : List.of("demo", "gone")) {
            assertThat(node.operator()
                            .post(
                                    "/tenants/guarded/accounts",
                                    new JsonObject().put("user", user).put("password", "a long enough word"))
                            .status())
                    .isEqualTo(201);
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            audit/retention  | {"days": 40}
            account-defaults | {"ownPassword": false}
            """)
    void a_setting_without_a_tag_of_its_own_changes_that_of_its_tenant(String setting, String body) {
        String before = node.operator().get("/tenants/guarded").header("ETag");
        assertThat(node.operator()
                        .put("/tenants/guarded/" + setting, new JsonObject(body))
                        .status())
                .isEqualTo(200);
        assertThat(node.operator().get("/tenants/guarded").header("ETag")).isNotEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"data", "tls", "manners", "limits", "accounts/demo/limits"})
    void a_setting_is_changed_by_who_has_seen_it_as_it_is(String setting) {
        String path = "/tenants/guarded/" + setting;
        ApiAnswer before = node.operator().get(path);
        String tag = before.header("ETag");
        assertThat(tag).matches("\"[A-Za-z0-9_-]{32}\"");
        ApiAnswer changed = put(path, tag, before.json());
        assertThat(changed.status()).as(changed.toString()).isEqualTo(200);
        assertThat(changed.header("ETag")).isNotEqualTo(tag);
        ApiAnswer stale = put(path, tag, before.json());
        assertThat(stale.status()).isEqualTo(412);
        assertThat(stale.refusal()).contains("If-Match").doesNotContainPattern("\\d");
        assertThat(node.operator().get(path).header("ETag")).isEqualTo(changed.header("ETag"));
        assertThat(put(path, "*", before.json()).status()).isEqualTo(200);
        assertThat(put(path, "W/" + put(path, "*", before.json()).header("ETag"), before.json())
                        .status())
                .isEqualTo(412);
        for (String nonsense : List.of("nonsense", "1", "'1'", "", tag + ", \"1\"")) {
            ApiAnswer refused = put(path, nonsense, before.json());
            assertThat(refused.status()).as(nonsense).isEqualTo(400);
            assertThat(refused.refusal()).contains("If-Match takes one ETag");
        }
    }

    @Test
    void who_looks_again_is_told_that_nothing_has_changed() {
        String path = "/tenants/guarded";
        String tag = node.operator().get(path).header("ETag");
        ApiAnswer again = node.operator().call("GET", path, Map.of("If-None-Match", tag), BodyPublishers.noBody());
        assertThat(again.status()).isEqualTo(304);
        assertThat(again.header("ETag")).isEqualTo(tag);
        assertThat(again.header("Cache-Control")).isEqualTo("no-store");
        assertThat(again.raw().body()).isEmpty();
        for (String known : List.of("*", "W/" + tag, "\"x\", " + tag + " , \"y\"")) {
            assertThat(node.operator()
                            .call("GET", path, Map.of("If-None-Match", known), BodyPublishers.noBody())
                            .status())
                    .as(known)
                    .isEqualTo(304);
        }
        for (String other : List.of("\"x\"", "x", tag.replace("\"", ""), "\"*\"")) {
            assertThat(node.operator()
                            .call("GET", path, Map.of("If-None-Match", other), BodyPublishers.noBody())
                            .status())
                    .as(other)
                    .isEqualTo(200);
        }
        assertThat(node.operator()
                        .patch(path, new JsonObject().put("name", "Guarded"))
                        .status())
                .isEqualTo(200);
        ApiAnswer changed = node.operator().call("GET", path, Map.of("If-None-Match", tag), BodyPublishers.noBody());
        assertThat(changed.status()).isEqualTo(200);
        assertThat(changed.json().getString("name")).isEqualTo("Guarded");
    }

    @Test
    void a_change_takes_one_condition_that_it_knows() throws IOException, InterruptedException {
        for (String header : List.of("If-None-Match: *", "If-Unmodified-Since: Thu, 01 Jan 2026 00:00:00 GMT")) {
            String[] parts = header.split(": ", 2);
            ApiAnswer answer = node.operator()
                    .call(
                            "PUT",
                            "/tenants/guarded/limits",
                            Map.of(parts[0], parts[1], "Content-Type", "application/json"),
                            BodyPublishers.ofString("{}"));
            assertThat(answer.status()).as(answer.toString()).isEqualTo(400);
            assertThat(answer.refusal()).contains("no condition", parts[0]);
        }
        var twice = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + node.port() + "/api/v1/tenants/guarded/limits"))
                .header("Authorization", "Bearer " + node.operator().token())
                .header("Content-Type", "application/json")
                .header("If-Match", "*")
                .header("If-Match", "\"1\"")
                .PUT(BodyPublishers.ofString("{}"))
                .build();
        try (var client = HttpClient.newHttpClient()) {
            assertThat(client.send(twice, BodyHandlers.discarding()).statusCode())
                    .isEqualTo(400);
        }
    }

    @Test
    void an_account_is_removed_by_who_has_seen_it_as_it_is() {
        String path = "/tenants/guarded/accounts/gone";
        String seen = node.operator().get(path).header("ETag");
        assertThat(node.operator()
                        .patch(path, new JsonObject().put("enabled", false))
                        .status())
                .isEqualTo(200);
        assertThat(conditional("DELETE", path, seen, "").status()).isEqualTo(412);
        String now = node.operator().get(path).header("ETag");
        assertThat(conditional("DELETE", path, now, "").status()).isEqualTo(204);
    }

    @TestFactory
    Stream<DynamicTest> every_operation_takes_a_condition_or_refuses_it() {
        JsonObject paths = Contract.read().getJsonObject("paths");
        return paths.fieldNames().stream().flatMap(path -> {
            JsonObject methods = paths.getJsonObject(path);
            return CHANGING.stream()
                    .filter(methods::containsKey)
                    .map(method -> DynamicTest.dynamicTest(
                            method + " " + path, () -> condition(path, method, methods.getJsonObject(method))));
        });
    }

    private static void condition(String path, String method, JsonObject operation) {
        boolean takes =
                operation.getJsonArray("parameters", new JsonArray()).encode().contains("parameters/ifMatch");
        if (takes) {
            return;
        }
        String one = path.replaceAll("\\{[^}]+\\}", "guarded");
        ApiAnswer answer = conditional(method.toUpperCase(Locale.ROOT), one, "\"1\"", "{}");
        assertThat(answer.status()).as(answer.toString()).isEqualTo(400);
        assertThat(answer.refusal()).contains("no condition", operation.getString("operationId"), "If-Match");
    }

    /// Of sessions and jobs nobody changes anything by their path, and the state is all there is.
    @Test
    void whatever_is_read_and_changed_by_one_path_has_a_tag() {
        JsonObject paths = Contract.read().getJsonObject("paths");
        for (String path : paths.fieldNames()) {
            JsonObject methods = paths.getJsonObject(path);
            if (methods.containsKey("get")
                    && CHANGING.stream().anyMatch(method -> !method.equals("post") && methods.containsKey(method))
                    && !Set.of("/sessions/{session}", "/jobs/{job}", "/state").contains(path)) {
                assertThat(methods.getJsonObject("get").encode()).as(path).contains("headers/ETag");
            }
        }
    }

    @Test
    void whatever_tells_its_revision_can_be_changed_on_it() {
        JsonObject paths = Contract.read().getJsonObject("paths");
        for (String path : paths.fieldNames()) {
            JsonObject methods = paths.getJsonObject(path);
            if (methods.getJsonObject("get", new JsonObject()).encode().contains("headers/ETag")) {
                CHANGING.stream()
                        .filter(method -> !method.equals("post") && methods.containsKey(method))
                        .forEach(method -> assertThat(
                                        methods.getJsonObject(method).encode())
                                .as(method + " " + path)
                                .contains("parameters/ifMatch"));
            }
        }
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
