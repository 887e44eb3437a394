package dev.berth.admin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.account.Administrator.Role;
import io.vertx.core.json.JsonArray;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A page of an origin that may call reads how it is refused, wherever that happens; no other page does.
class CrossOriginTest {

    private static final String PANEL = "https://panel.example.net";

    @RegisterExtension
    static final ApiUnderTest node =
            new ApiUnderTest(Map.of("admin.origins", new JsonArray().add(PANEL), "admin.callsPerSecond", 4));

    private static RawHttp raw;

    @BeforeAll
    static void client() {
        raw = new RawHttp(node.port(), node.operator().token());
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /api/v1/plans//gold, '', 400",
        "GET, /api/v1/plans, 'If-Match: a|If-Match: b|', 400",
        "GET, /api/v1/plans/nothing, '', 404",
        "GET, /api/v1/nothing, '', 404",
        "DELETE, /api/v1/plans, '', 405",
        "DELETE, /openapi.json, '', 405",
        "GET, /nothing, '', 404",
        "GET, /api/v1/plans, 'Accept: image/png|', 406",
        "POST, /api/v1/plans, 'Content-Type: application/json|Content-Length: 2000000|', 413",
        "POST, /api/v1/plans, 'Content-Type: text/plain|Content-Length: 0|', 415",
        "GET, /api/v1/plans, 'Content-Encoding: gzip|', 415",
        "GET, /api/v1/plans, 'Expect: wonders|', 417"
    })
    void a_refusal_is_read(String method, String target, String headers, int status) throws IOException {
        assertRead(raw.headOfAnswer(raw.head(method, target, origin(PANEL) + headers.replace("|", "\r\n"))), status);
    }

    @Test
    void the_first_refusals_are_read() throws IOException {
        var nobody = new RawHttp(node.port(), "");
        assertRead(nobody.send(nobody.head("GET", "/api/v1/plans", origin(PANEL))), 401);
        String answer = "";
        for (int call = 0; call < 1_000 && !answer.startsWith("HTTP/1.1 429"); call++) {
            answer = nobody.send(nobody.head("GET", "/api/v1/plans", origin(PANEL)));
        }
        assertRead(answer, 429);
    }

    @Test
    void a_tenant_has_no_more_calls_for_having_many_tokens() {
        node.tenant("many", 2);
        int status = 200;
        for (int call = 0; call < 1_000 && status != 429; call++) {
            status = node.client(Role.TENANT_ADMIN, Optional.of("many"))
                    .get("/caller")
                    .status();
        }
        assertThat(status).isEqualTo(429);
    }

    @Test
    void the_contract_is_read() throws IOException {
        assertRead(raw.headOfAnswer(raw.head("GET", "/openapi.json", origin(PANEL))), 200);
    }

    @ParameterizedTest
    @CsvSource({"/api/v1/plans//gold, 400", "/api/v1/plans, 403"})
    void another_page_reads_nothing(String target, int status) throws IOException {
        String answer = raw.send(raw.head("GET", target, origin("https://elsewhere.example.net")));
        assertThat(answer).startsWith("HTTP/1.1 " + status);
        assertThat(answer).doesNotContainIgnoringCase("access-control-allow-origin");
    }

    private static String origin(String origin) {
        return "Origin: " + origin + "\r\n";
    }

    private static void assertRead(String answer, int status) {
        assertThat(answer).startsWith("HTTP/1.1 " + status);
        String head = answer.split("\r\n\r\n", 2)[0].toLowerCase(Locale.ROOT);
        assertThat(head)
                .containsOnlyOnce("access-control-allow-origin: " + PANEL)
                .contains("access-control-expose-headers: ", "etag");
    }
}
