package dev.berth.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// A request that a proxy and the API could read in two ways is refused, with a problem, and does nothing.
class EntranceTest {

    private static final String PLAN = "{\"name\":\"made\"}";
    private static final String CHUNKED = "f\r\n" + PLAN + "\r\n0\r\n\r\n";

    @RegisterExtension
    static final ApiUnderTest node = new ApiUnderTest(Map.of("admin.callsPerSecond", 0));

    private static RawHttp raw;

    @BeforeAll
    static void client() {
        raw = new RawHttp(node.port(), node.operator().token());
        node.tenant("acme", 2);
    }

    @BeforeEach
    void a_plan() {
        assertThat(node.operator()
                        .post("/plans", new JsonObject().put("name", "gold"))
                        .status())
                .isEqualTo(201);
    }

    @AfterEach
    void nothing_has_happened() {
        assertThat(node.operator().delete("/plans/gold").status()).isEqualTo(200);
        assertThat(node.operator().get("/plans").json().getJsonArray("items")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/tenants/%zz",
                "/api/v1/tenants/%",
                "/api/v1/tenants/%4",
                "/api/v1/tenants/%2e%2e//plans/gold",
                "/api/v1/tenants/%2e%2E/plans/gold",
                "/api/v1/tenants/acme/../../plans/gold",
                "/api/v1/./plans/gold",
                "/api/v1/plans//gold",
                "//api/v1/plans/gold",
                "/api/v1/plans/gold/",
                "/api/v1/plans/gold;a=b",
                "/api/v1/plans/gold%00",
                "/api/v1/plans/..%2f..%5cgold",
                "/api/v1/plans/%c0%ae",
                "/api/v1/plans\\gold",
                "/api/v1/plans/gold#",
                "/api/v1/plans/g\u00f6ld",
                "/api/v1/plans/gold?a=%ff",
                "/api/v1/plans/gold?a=%z0",
                "/api/v1/plans/gold?a=\u00fc",
                "api/v1/plans/gold",
                "*",
                "localhost:80",
                "/openapi.json/",
                "/./metrics",
                "//openapi.json"
            })
    void a_path_that_would_be_resolved_is_refused(String target) throws IOException {
        for (String method : new String[] {"DELETE", "GET", "HEAD", "OPTIONS", "CONNECT"}) {
            if (!(method + target).equals("OPTIONS*")) {
                refused(raw.send(raw.head(method, target, "")), 400);
            }
        }
        refused(new RawHttp(node.port(), "").send(raw.head("DELETE", target, "")), 400);
    }

    @ParameterizedTest
    @CsvSource({
        "/docs/, 200",
        "/api/v1/plans/gold, 200",
        "/api/v1/plans/%2fgold, 404",
        "/api/v1/plans/%67old, 200",
        "http://localhost/api/v1/plans/gold, 200",
        "/api/v1/tenants/acme/accounts/a%2fb%5Cc%3b, 404",
        "/api/v1/tenants/acme/accounts/%c3%a4, 404",
        "/api/v1/plans?limit=1&sort=name, 200"
    })
    void a_path_that_is_what_it_says_is_not(String target, int status) throws IOException {
        assertThat(raw.send(raw.head("GET", target, ""))).startsWith("HTTP/1.1 " + status);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Length: 15\r\nContent-Length: 5\r\n",
                "Content-Length: 15\r\nContent-Length: 15\r\n",
                "Content-Length: 15, 15\r\n",
                "Content-Length: -2\r\n",
                "Content-Length: +15\r\n",
                "Content-Length: 0xf\r\n",
                "Content-Length : 15\r\n",
                "X : a\r\nContent-Length: 15\r\n",
                "X: a\nContent-Length: 15\r\n",
                "X: a\rContent-Length: 15\r\n",
                "X: \0\r\nContent-Length: 15\r\n",
                "Transfer-Encoding: identity\r\nContent-Length: 15\r\n"
            })
    void a_body_that_ends_in_two_places_is_refused(String headers) throws IOException {
        String answer = raw.send(raw.plan(headers, PLAN).replace("Connection: close\r\n", ""));
        refused(answer, 400);
        assertThat(answer.toLowerCase(java.util.Locale.ROOT)).contains("connection: close");
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip, chunked", "chunked, chunked", "chunked\r\nTransfer-Encoding: chunked", "xchunked"})
    void the_only_coding_is_chunked_once(String codings) throws IOException {
        refused(
                raw.send(raw.plan("Transfer-Encoding: " + codings + "\r\n", CHUNKED)
                        .replace("Connection: close\r\n", "")),
                400);
    }

    @Test
    void nothing_is_looked_at_behind_a_body_in_chunks() throws IOException {
        String answer = raw.send(raw.plan("Transfer-Encoding: chunked\r\nContent-Length: 5\r\n", "2\r\n{}\r\n0\r\n\r\n")
                        .replace("Connection: close\r\n", "")
                + raw.head("DELETE", "/api/v1/plans/gold", ""));
        assertThat(answer)
                .startsWith("HTTP/1.1 422")
                .containsOnlyOnce("HTTP/1.")
                .containsIgnoringCase("connection: close");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Authorization: Bearer x",
                "Host: other",
                "If-Match: \"1\"\r\nIf-Match: \"2\"",
                "Idempotency-Key: a\r\nIdempotency-Key: b",
                "Content-Type: text/plain\r\nContent-Type: application/json"
            })
    void what_is_said_twice_is_refused(String headers) throws IOException {
        refused(raw.send(raw.head("DELETE", "/api/v1/plans/gold", headers + "\r\n")), 400);
    }

    @Test
    void what_the_server_does_not_do_is_told() throws IOException {
        refused(raw.send(raw.plan("Expect: wonders\r\nContent-Length: 15\r\n", PLAN)), 417);
        refused(raw.send(raw.plan("Content-Encoding: gzip\r\nContent-Length: 15\r\n", PLAN)), 415);
    }

    @Test
    void what_is_no_request_is_answered_by_a_problem() throws IOException {
        refused(raw.send("garbage\r\n\r\n"), 400);
        refused(raw.send(raw.head("GET", "/api/v1/plans", "").replace("\r\n", "\n")), 400);
        refused(raw.send("GET /api/v1/plans\r\n\r\n"), 400);
        refused(raw.send(raw.head("GET", "/api/v1/plans", "X: " + "y".repeat(20_000) + "\r\n")), 431);
        refused(raw.send(raw.head("GET", "/api/v1/" + "z".repeat(9_000), "")), 414);
        refused(raw.send(raw.head("GET", "/api/v1/plans", "").replace("Host: localhost\r\n", "")), 400);
        refused(raw.send(raw.head("GET", "/api/v1/plans", "").replace("localhost", "a b/@")), 400);
    }

    @ParameterizedTest
    @CsvSource({
        "*, ",
        "/metrics, 'GET, HEAD, OPTIONS'",
        "/docs/, 'GET, HEAD, OPTIONS'",
        "/openapi.json, 'GET, HEAD, OPTIONS'"
    })
    void what_is_possible_is_told_of_what_is_no_operation_as_well(String target, String allowed) throws IOException {
        String answer = new RawHttp(node.port(), "").send(raw.head("OPTIONS", target, ""));
        assertThat(answer).startsWith("HTTP/1.1 204");
        if (allowed != null) {
            assertThat(answer).containsIgnoringCase("allow: " + allowed + "\r\n");
        }
    }

    @Test
    void http_2_is_not_spoken_in_clear() throws IOException {
        assertThat(raw.send(raw.head(
                        "GET",
                        "/api/v1/plans",
                        "Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABkAAQAAP__\r\n")))
                .startsWith("HTTP/1.1 200");
    }

    private static void refused(String answer, int status) {
        assertThat(answer).matches("(?s)HTTP/1\\.[01] " + status + " .*").containsIgnoringCase("problem+json");
        String body = answer.substring(answer.indexOf("\r\n\r\n") + 4);
        if (!body.isEmpty()) { // not of HEAD
            assertThat(new JsonObject(body).getInteger("status")).isEqualTo(status);
        }
    }
}
