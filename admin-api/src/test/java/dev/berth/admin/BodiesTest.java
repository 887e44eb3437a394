package dev.berth.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// What is read as a body, and as a patch.
class BodiesTest {

    @RegisterExtension
    static final ApiUnderTest node = new ApiUnderTest();

    @BeforeAll
    static void tenant() {
        node.tenant("target", 2);
    }

    @Test
    void a_member_that_is_given_twice_is_named() {
        refused("/plans", "{'name':'a','name':'b'}", "name", "is given at most once");
        refused("/plans", "{'name':'a','limits':{'depth':1,'depth':2}}", "limits.depth", "is given at most once");
        refused(
                "/endpoints",
                "{'name':'e','listeners':[{'port':1},{'port':2,'port':3}]}",
                "listeners[1].port",
                "is given at most once");
    }

    @Test
    void what_is_no_object_of_json_in_utf_8_is_malformed() {
        for (byte[] body : List.of(
                bytes("{\"name\":\"a\"} x"),
                bytes("{\"name\":\"a\"}{}"),
                bytes("{\"name\":NaN}"),
                bytes("{\"name\":" + "9".repeat(5_000) + "}"),
                bytes("{\"a\":".repeat(5_000) + "1" + "}".repeat(5_000)),
                new byte[] {'{', '"', 'a', '"', ':', '"', (byte) 0xc1, (byte) 0x81, '"', '}'},
                new byte[] {'{', '"', 'a', '"', ':', '"', (byte) 0xed, (byte) 0xa0, (byte) 0x80, '"', '}'},
                "{\"name\":\"a\"}".getBytes(StandardCharsets.UTF_16BE),
                "{\"name\":\"a\"}".getBytes(StandardCharsets.UTF_16LE))) {
            assertThat(sent("POST", "/plans", body).status()).isEqualTo(400);
        }
        refused("/plans", "{'name':'a','limits':{'depth':1e400}}", "limits.depth", "a whole number");
        refused("/plans", "{'name':'a','quota':{'octets':18446744073709551621}}", "quota.octets", "a whole number");
    }

    @Test
    void a_number_that_is_beyond_all_is_told_as_such() {
        ApiAnswer answer = sent("POST", "/plans", bytes("{\"name\":\"a\",\"limits\":{\"depth\":-1e400}}"));
        assertThat(answer.refusal()).doesNotContain("Infinity").contains("(a number beyond all limits)");
    }

    @Test
    void a_patch_that_removes_what_nobody_knows_is_refused() {
        assertThat(sent("POST", "/plans", bytes("{\"name\":\"patched\",\"limits\":{\"depth\":3}}"))
                        .status())
                .isEqualTo(201);
        refused("/plans/patched", "{'nonsense':null}", "nonsense", "is not known here");
        refused("/plans/patched", "{'limits':{'nonsense':null}}", "limits.nonsense", "is not known here");
        refused("/plans/patched", "{'quota':{'nonsense':1}}", "quota.nonsense", "is not known here");
        refused("/plans/patched", "{'limits':7}", "limits", "an object");
        refused("/tenants/target", "{'passive':{'nonsense':null}}", "passive.nonsense", "is not known here");
        refused("/tenants/target", "{'fileOwner':{'uid':null,'nonsense':null}}", "fileOwner.nonsense", "not known");
        String endpoint = "/endpoints/"
                + node.operator()
                        .get("/endpoints")
                        .json()
                        .getJsonArray("items")
                        .getJsonObject(0)
                        .getString("name");
        refused(endpoint, "{'nonsense':null}", "nonsense", "is not known here");
        refused(endpoint, "{'name':null}", "name", "cannot be changed");
        refused(endpoint, "{'listeners':[{'port':2121,'tls':null}]}", "listeners[0].tls", "one of");
        assertThat(sent("PATCH", "/plans/patched", bytes("{\"limits\":{\"depth\":null}}"))
                        .json()
                        .getJsonObject("plan")
                        .getJsonObject("limits"))
                .isEqualTo(new JsonObject());
        assertThat(node.operator().delete("/plans/patched").status()).isEqualTo(200);
    }

    @Test
    void numbers_of_a_query_are_written_in_one_way() {
        for (String number : new String[] {"07", "+7", "7.0", "0x7", ""}) {
            ApiAnswer answer = sent("PUT", "/state?dryRun=true&wait=" + number, bytes("{}"));
            assertThat(answer.status()).as(number).isEqualTo(422);
            assertThat(answer.refusal()).contains("wait");
        }
        assertThat(sent("PUT", "/state?dryRun=true&wait=7", bytes("{}")).status())
                .isEqualTo(200);
    }

    private static void refused(String path, String body, String field, String rule) {
        String method = path.indexOf('/', 1) < 0 ? "POST" : "PATCH";
        ApiAnswer answer = sent(method, path, bytes(body.replace('\'', '"')));
        assertThat(answer.status()).as(answer.toString()).isEqualTo(422);
        assertThat(answer.json().getJsonArray("errors")).as(answer.toString()).anySatisfy(each -> {
            assertThat(((JsonObject) each).getString("field")).isEqualTo(field);
            assertThat(((JsonObject) each).getString("rule")).contains(rule);
        });
    }

    private static ApiAnswer sent(String method, String path, byte[] body) {
        String type = method.equals("PATCH") ? "application/merge-patch+json" : "application/json";
        return node.operator().call(method, path, Map.of("Content-Type", type), BodyPublishers.ofByteArray(body));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
