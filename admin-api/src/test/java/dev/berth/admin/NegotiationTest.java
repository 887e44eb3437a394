package dev.berth.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What a client may ask beside the operations of the contract, and in which form.
class NegotiationTest {

    @RegisterExtension
    static final ApiUnderTest node = new ApiUnderTest(Map.of("admin.callsPerSecond", 0));

    private static RawHttp raw;

    @BeforeAll
    static void tenant() {
        raw = new RawHttp(node.port(), node.operator().token());
        node.tenant("acme", 2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/v1/tenants/acme",
                "/api/v1/tenants?name=acme",
                "/api/v1/tenants?nonsense=1",
                "/api/v1/tenants/nobody",
                "/api/v1/nothing",
                "/metrics",
                "/docs/",
                "/openapi.json"
            })
    void head_is_answered_as_get_without_the_body(String path) throws IOException {
        String get = raw.send(raw.head("GET", path, ""));
        String head = raw.send(raw.head("HEAD", path, ""));
        assertThat(head)
                .isEqualTo(get.substring(0, get.indexOf("\r\n\r\n") + 4))
                .contains("content-length: ");
    }

    @Test
    void head_needs_a_token_and_the_right() throws IOException {
        assertThat(new RawHttp(node.port(), "")
                        .send(raw.head("HEAD", "/api/v1/tenants", "").replaceAll("Auth.*\r\n", "")))
                .startsWith("HTTP/1.1 401");
        String tenants = node.client(
                        dev.berth.account.Administrator.Role.OPERATOR, java.util.Optional.empty(), "getNode")
                .token();
        assertThat(new RawHttp(node.port(), tenants).send(new RawHttp(0, tenants).head("HEAD", "/api/v1/tenants", "")))
                .startsWith("HTTP/1.1 403");
    }

    @Test
    void a_stream_has_no_head() throws IOException {
        assertThat(raw.send(raw.head("HEAD", "/api/v1/events", "")))
                .startsWith("HTTP/1.1 405")
                .contains("allow: GET, OPTIONS\r\n");
        assertThat(raw.send(raw.head("HEAD", "/api/v1/tenants/acme/passive", "")))
                .startsWith("HTTP/1.1 405");
    }

    @Test
    void options_names_the_methods_to_everybody() throws IOException {
        var nobody = new RawHttp(node.port(), "");
        assertThat(nobody.send(nobody.head("OPTIONS", "/api/v1/tenants/acme", "")))
                .startsWith("HTTP/1.1 204")
                .contains("allow: DELETE, GET, HEAD, OPTIONS, PATCH\r\n");
        assertThat(nobody.send(nobody.head("OPTIONS", "/api/v1/nothing", ""))).doesNotContain("204");
        assertThat(raw.send(raw.head("TRACE", "/api/v1/tenants", ""))).startsWith("HTTP/1.1 405");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/api/v1/tenants | text/html | 406",
                "/api/v1/tenants | text/html, application/json;q=0 | 406",
                "/api/v1/tenants | application/json;q=0.0, */* | 406",
                "/api/v1/tenants | text/*, application/json;q=0.1 | 200",
                "/api/v1/tenants | APPLICATION/JSON | 200",
                "/api/v1/tenants | application/* | 200",
                "/api/v1/tenants | text/html, */*;q=0.1 | 200",
                "/api/v1/tenants/nobody | application/json | 404",
                "/api/v1/events?type=nothing | application/json | 406",
                "/api/v1/events?type=nothing | text/event-stream | 422",
                "/metrics | application/json | 406",
                "/metrics | application/openmetrics-text;version=1.0.0, text/plain;version=0.0.4;q=0.5 | 200",
                "/docs/ | application/json | 406",
                "/docs/ | text/html | 200",
                "/openapi.json | text/html | 406"
            })
    void what_a_client_does_not_take_is_not_sent(String path, String accept, int status) throws IOException {
        String answer = raw.send(raw.head("GET", path, "Accept: " + accept + "\r\n"));
        assertThat(answer).startsWith("HTTP/1.1 " + status);
        assertThat(answer.contains("problem+json")).isEqualTo(status >= 400);
    }

    @Test
    void what_a_client_does_not_take_is_not_done() {
        ApiAnswer answer = node.operator()
                .call(
                        "POST",
                        "/plans",
                        Map.of("Content-Type", "application/json", "Accept", "text/html"),
                        BodyPublishers.ofString("{\"name\":\"unseen\"}"));
        assertThat(answer.status()).isEqualTo(406);
        assertThat(answer.refusal()).contains("application/json");
        assertThat(node.operator().get("/plans/unseen").status()).isEqualTo(404);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "application/json; charset=latin1 | 415",
                "application/json;charset=\"iso-8859-1\" | 415",
                "application/json; charset=utf-16; charset=utf-8 | 415",
                "application/json; charset=UTF-8 | 422",
                "application/json;charset=\"utf-8\" | 422",
                "application/json; profile=x | 422"
            })
    void a_body_is_in_utf_8(String type, int status) {
        ApiAnswer answer =
                node.operator().call("POST", "/plans", Map.of("Content-Type", type), BodyPublishers.ofString("{}"));
        assertThat(answer.status()).as(answer.toString()).isEqualTo(status);
    }
}
