package dev.berth.admin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.account.Administrator.Role;
import dev.berth.admin.once.Rates;
import dev.berth.admin.problem.Problem;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Calls that come again, that come too often, and lists that are filtered and sorted; and the contract as the node
/// itself serves it.
class RepeatedCallsTest {

    @RegisterExtension
    static final ApiUnderTest node =
            new ApiUnderTest(Map.of("admin.origins", new JsonArray().add("https://panel.example.net")));

    @BeforeAll
    static void tenant() {
        node.tenant("repeat", 2);
    }

    @Test
    void a_request_with_a_key_is_done_once_and_answered_twice() {
        ApiAnswer first = create("alice", "k-1");
        ApiAnswer second = create("alice", "k-1");
        assertThat(first.status()).as(first.toString()).isEqualTo(201);
        assertThat(second.status()).as(second.toString()).isEqualTo(201);
        assertThat(second.json()).isEqualTo(first.json());
        assertThat(second.header("Location")).isEqualTo(first.header("Location"));
        assertThat(second.header("Idempotency-Replayed")).isEqualTo("true");
        assertThat(create("alice", "k-2").status()).isEqualTo(409);
    }

    @Test
    void a_key_stands_for_one_request() {
        assertThat(create("bob", "k-3").status()).isEqualTo(201);
        ApiAnswer other = create("carol", "k-3");
        assertThat(other.status()).isEqualTo(422);
        assertThat(other.refusal()).contains("Idempotency-Key");
        assertThat(node.operator().get("/tenants/repeat/accounts/carol").status())
                .isEqualTo(404);
    }

    @Test
    void what_was_refused_is_not_remembered() {
        assertThat(create("no space", "k-4").status()).isIn(409, 422, 201);
        ApiAnswer refused = post("/tenants/repeat/accounts", new JsonObject().put("user", "dora"), "k-5");
        assertThat(refused.status()).isEqualTo(422);
        assertThat(create("dora", "k-5").status()).isEqualTo(201);
    }

    @Test
    void a_secret_is_shown_once_even_to_who_asks_again() {
        var wanted = new JsonObject().put("name", "twice").put("role", "auditor");
        ApiAnswer first = post("/tokens", wanted, "k-6");
        ApiAnswer second = post("/tokens", wanted, "k-6");
        assertThat(first.json().getString("secret")).startsWith("berth_");
        assertThat(second.status()).isEqualTo(201);
        assertThat(second.json().containsKey("secret")).isFalse();
        assertThat(second.json().getValue("id")).isEqualTo(first.json().getValue("id"));
    }

    @Test
    void nor_is_it_shown_in_the_address_of_a_second_factor() {
        assertThat(create("fritz", "k-7").status()).isEqualTo(201);
        String path = "/tenants/repeat/accounts/fritz/second-factor";
        ApiAnswer first = post(path, new JsonObject(), "k-8");
        ApiAnswer second = post(path, new JsonObject(), "k-8");
        assertThat(first.json().getString("uri")).startsWith("otpauth://");
        assertThat(second.raw().body()).doesNotContain(first.json().getString("secret"));
        assertThat(second.json().getValue("made")).isEqualTo(first.json().getValue("made"));
    }

    @Test
    void a_key_has_a_form() {
        assertThat(create("eve", "x".repeat(201)).status()).isEqualTo(422);
    }

    @Test
    void lists_are_filtered_and_sorted_and_paged() {
        node.tenant("sorted", 2);
        for (String user : List.of("ann", "ben", "cid", "dan")) {
            var account = new JsonObject()
                    .put("user", user)
                    .put("password", "a long enough word")
                    .put("home", user.equals("ann") ? "/z" : "/a");
            assertThat(node.operator().post("/tenants/sorted/accounts", account).status())
                    .isEqualTo(201);
        }
        assertThat(users("?sort=-user")).containsExactly("dan", "cid", "ben", "ann");
        assertThat(users("?sort=home")).containsExactly("ben", "cid", "dan", "ann");
        assertThat(users("?user=n")).containsExactly("ann", "ben", "dan");
        assertThat(users("?enabled=false")).isEmpty();
        ApiAnswer page = node.operator().get("/tenants/sorted/accounts?sort=-home&limit=2");
        assertThat(names(page)).containsExactly("ann", "dan");
        ApiAnswer next = node.operator()
                .get("/tenants/sorted/accounts?sort=-home&limit=2&after="
                        + page.json().getString("next"));
        assertThat(names(next)).containsExactly("cid", "ben");
        assertThat(node.operator().get("/tenants/sorted/accounts?sort=password").refusal())
                .contains("sort");
        assertThat(node.operator()
                        .get("/tenants/sorted/accounts?sort=user&after=!")
                        .status())
                .isEqualTo(422);
        assertThat(node.operator()
                        .get("/tenants/sorted/accounts?enabled=perhaps")
                        .status())
                .isEqualTo(422);
    }

    @Test
    void a_cursor_is_of_its_own_list_and_caller() {
        for (String tenant : List.of("cursor", "cursor2")) {
            node.tenant(tenant, 2);
            for (String user : List.of("ann", "ben", "cid")) {
                var account = new JsonObject().put("user", user).put("password", "a long enough word");
                assertThat(node.operator()
                                .post("/tenants/" + tenant + "/accounts", account)
                                .status())
                        .isEqualTo(201);
            }
        }
        String list = "/tenants/cursor/accounts?limit=1";
        String next = node.operator().get(list).json().getString("next");
        assertThat(names(node.operator().get(list + "&after=" + next))).containsExactly("ben");
        assertThat(names(node.operator().get("/tenants/cursor/accounts?limit=2&after=" + next)))
                .containsExactly("ben", "cid");
        for (String other : List.of(
                "/tenants/cursor2/accounts?after=",
                "/tenants/cursor/accounts?user=n&after=",
                "/tenants/cursor/accounts?sort=user&after=",
                "/tenants/cursor/audit?after=",
                "/tenants?after=")) {
            assertThat(node.operator().get(other + next).refusal()).as(other).contains("after");
        }
        var own = node.client(Role.TENANT_ADMIN, Optional.of("cursor"));
        assertThat(own.get(list + "&after=" + next).refusal()).contains("after");
        String forged = Base64.getUrlEncoder().encodeToString("0123456789abcdefann".getBytes(StandardCharsets.UTF_8));
        for (String none : List.of("ann", forged, next.substring(1), next + "AAAA", "%00")) {
            assertThat(node.operator().get(list + "&after=" + none).status())
                    .as(none)
                    .isEqualTo(422);
        }
    }

    @Test
    void a_caller_has_so_many_calls_and_no_more() {
        var now = new AtomicLong();
        var rates = new Rates(2, now::get);
        for (int i = 0; i < 20; i++) {
            rates.admit("one");
        }
        assertThat(org.assertj.core.api.Assertions.catchThrowableOfType(Problem.class, () -> rates.admit("one"))
                        .kind()
                        .status())
                .isEqualTo(429);
        rates.admit("another");
        now.addAndGet(500_000_000);
        rates.admit("one");
    }

    @Test
    void the_node_serves_its_contract_and_renders_it_without_help_from_elsewhere() throws Exception {
        JsonObject contract = new JsonObject(get("/openapi.json").body());
        assertThat(contract.getString("openapi")).startsWith("3.1");
        assertThat(contract.getJsonObject("paths").containsKey("/tenants")).isTrue();
        assertThat(get("/openapi.yaml").body()).startsWith("openapi: 3.1");
        String page = get("/docs/").body();
        assertThat(page)
                .contains("swagger-ui-bundle.js")
                .doesNotContain("http://")
                .doesNotContain("https://");
        assertThat(get("/docs/swagger-ui-bundle.js").statusCode()).isEqualTo(200);
        assertThat(get("/docs/swagger-ui.css").statusCode()).isEqualTo(200);
        assertThat(get("/docs/start.js").body()).contains("openapi.json");
        assertThat(get("/docs/../operator-token").statusCode()).isEqualTo(400);
    }

    @Test
    void no_page_of_another_origin_may_call() throws Exception {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + node.port() + "/api/v1/tenants"))
                .header("Origin", "https://evil.example.net")
                .header("Authorization", "Bearer " + node.operator().token())
                .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
            assertThat(answer.headers().firstValue("access-control-allow-origin"))
                    .isEmpty();
        }
    }

    @Test
    void a_page_of_a_named_origin_sends_and_sees_the_headers_of_the_api() throws Exception {
        URI tenants = URI.create("http://127.0.0.1:" + node.port() + "/api/v1/tenants");
        var asked = HttpRequest.newBuilder(tenants)
                .method("OPTIONS", BodyPublishers.noBody())
                .header("Origin", "https://panel.example.net")
                .header("Access-Control-Request-Method", "GET")
                .header("Access-Control-Request-Headers", "if-none-match")
                .build();
        var called = HttpRequest.newBuilder(tenants)
                .header("Origin", "https://panel.example.net")
                .header("Authorization", "Bearer " + node.operator().token())
                .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            assertThat(client.send(asked, BodyHandlers.ofString())
                            .headers()
                            .firstValue("access-control-allow-headers")
                            .orElse(""))
                    .contains("If-None-Match");
            assertThat(client.send(called, BodyHandlers.ofString())
                            .headers()
                            .firstValue("access-control-expose-headers")
                            .orElse(""))
                    .contains("ETag", "Idempotency-Replayed", "Retry-After");
        }
    }

    private static HttpResponse<String> get(String path) throws Exception {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + node.port() + path))
                .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(request, BodyHandlers.ofString());
        }
    }

    private static ApiAnswer create(String user, String key) {
        return post(
                "/tenants/repeat/accounts",
                new JsonObject().put("user", user).put("password", "a long enough word"),
                key);
    }

    private static ApiAnswer post(String path, JsonObject body, String key) {
        return node.operator()
                .call(
                        "POST",
                        path,
                        Map.of("Content-Type", "application/json", "Idempotency-Key", key),
                        BodyPublishers.ofString(body.encode()));
    }

    private static List<String> users(String query) {
        return names(node.operator().get("/tenants/sorted/accounts" + query));
    }

    private static List<String> names(ApiAnswer answer) {
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        return answer.json().getJsonArray("items").stream()
                .map(each -> ((JsonObject) each).getString("user"))
                .toList();
    }
}
