package dev.berth.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Whatever is sent to whichever operation of the contract, the answer is a refusal with a reason, and nothing is
/// done. What is sent is made of the contract: its paths, methods and parameters.
class BadInputTest {

    private static final int ROUNDS = 12;

    @RegisterExtension
    static final ApiUnderTest node = new ApiUnderTest(Map.of("admin.callsPerSecond", 0));

    private record Contracted(String id, String method, String path, boolean body) {}

    @BeforeAll
    static void tenant() {
        node.tenant("target", 2);
    }

    @TestFactory
    Stream<DynamicTest> every_operation_refuses_what_makes_no_sense() {
        String before = state();
        return Stream.concat(
                operations().stream()
                        .map(operation -> DynamicTest.dynamicTest(operation.id(), () -> assault(operation))),
                Stream.of(DynamicTest.dynamicTest(
                        "and nothing has changed", () -> assertThat(state()).isEqualTo(before))));
    }

    private static void assault(Contracted operation) {
        var random = new Random(operation.id().hashCode()); // the same at every run
        for (int round = 0; round < ROUNDS; round++) {
            String path = operation.path().replaceAll("\\{[^}]+\\}", segment(random)) + query(random);
            boolean patch = operation.method().equals("PATCH");
            byte[] body = operation.body() ? body(random) : new byte[0];
            ApiAnswer answer = node.operator()
                    .call(
                            operation.method(),
                            path,
                            Map.of(
                                    "Content-Type",
                                    patch ? "application/merge-patch+json" : "application/json",
                                    "If-Match",
                                    "\"0\"",
                                    "Idempotency-Key",
                                    operation.id() + round),
                            BodyPublishers.ofByteArray(body));
            assertThat(answer.status())
                    .as("%s %s %s -> %s", operation.method(), path, new String(body, StandardCharsets.UTF_8), answer)
                    .isBetween(400, 499);
            assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
            assertThat(answer.json().getInteger("status")).isEqualTo(answer.status());
        }
    }

    private static String segment(Random random) {
        return pick(
                random,
                "nothing",
                "0",
                "-1",
                "99999999999999999999",
                "%00",
                "%ff%fe",
                "a%2fb",
                "%2e%2e",
                "x".repeat(300),
                "'%20or%201=1",
                "%F0%9F%98%80");
    }

    /// Always with something that the operation has not, so that also those which only read refuse.
    private static String query(Random random) {
        return pick(
                random, "?nonsense=1", "?limit=0&nonsense=", "?after=%00&limit=x&no=1", "?" + "a".repeat(500) + "=1");
    }

    private static byte[] body(Random random) {
        return switch (random.nextInt(8)) {
            case 0 -> bytes("{");
            case 1 -> bytes("[]");
            case 2 -> bytes("null");
            case 3 -> bytes("[".repeat(5_000));
            case 4 -> bytes("{\"a\":".repeat(2_000) + "1" + "}".repeat(2_000));
            case 5 -> new byte[] {'{', '"', 'a', '"', ':', '"', (byte) 0xff, (byte) 0xfe, '"', '}'};
            case 6 ->
                bytes("{\"slug\":{},\"user\":[1],\"name\":true,\"listeners\":\"x\",\"tenants\":{},\"accounts\":3}");
            default -> bytes("{\"unknown\":\"" + "x".repeat(random.nextInt(2_000)) + "\"}");
        };
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

    @Test
    void a_body_that_is_too_large_is_refused_before_it_is_read() throws IOException {
        String answer = raw("POST /api/v1/tenants HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer "
                + node.operator().token()
                + "\r\nContent-Type: application/json\r\nContent-Length: 2000000000\r\n\r\n");
        assertThat(answer).startsWith("HTTP/1.1 413");
    }

    @Test
    void headers_and_paths_that_are_tricks_are_refused() throws IOException {
        String auth = "Authorization: Bearer " + node.operator().token() + "\r\n";
        assertThat(raw("GET /api/v1/../v1/tenants/../../openapi.json/.. HTTP/1.1\r\nHost: x\r\n\r\n"))
                .matches("(?s)HTTP/1.1 (400|401|404).*");
        assertThat(raw("GET /api/v1/tenants HTTP/1.1\r\nHost: x\r\n" + auth + "X: " + "y".repeat(20_000) + "\r\n\r\n"))
                .startsWith("HTTP/1.1 4");
        assertThat(raw("GET /" + "z".repeat(10_000) + " HTTP/1.1\r\nHost: x\r\n\r\n"))
                .contains(" 414 ");
        assertThat(raw("GET /api/v1/tenants HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer\r\n\r\n"))
                .startsWith("HTTP/1.1 401");
        assertThat(raw("TRACE /api/v1/tenants HTTP/1.1\r\nHost: x\r\n" + auth + "\r\n"))
                .startsWith("HTTP/1.1 405");
    }

    @Test
    void a_token_that_was_cut_is_none() {
        String token = node.operator().token();
        for (String cut : List.of(
                token.substring(0, token.length() - 1),
                token + "x",
                token.toUpperCase(java.util.Locale.ROOT),
                "berth_")) {
            assertThat(node.client(cut).get("/tenants").status()).isEqualTo(401);
        }
    }

    private static String raw(String request) throws IOException {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), node.port())) {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            socket.getOutputStream().flush();
            var answer = new ByteArrayOutputStream();
            byte[] buffer = new byte[512];
            int read = socket.getInputStream().read(buffer);
            if (read > 0) {
                answer.write(buffer, 0, read);
            }
            return answer.toString(StandardCharsets.ISO_8859_1);
        }
    }

    private static String state() {
        return node.operator().get("/state").json().encode()
                + node.operator().get("/tokens").json().encode();
    }

    private static String pick(Random random, String... of) {
        return of[random.nextInt(of.length)];
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static List<Contracted> operations() {
        List<Contracted> operations = new ArrayList<>();
        Contract.read()
                .getJsonObject("paths")
                .forEach(path -> ((JsonObject) path.getValue()).forEach(member -> {
                    if (member.getValue() instanceof JsonObject operation && operation.containsKey("operationId")) {
                        operations.add(new Contracted(
                                operation.getString("operationId"),
                                member.getKey().toUpperCase(java.util.Locale.ROOT),
                                path.getKey(),
                                operation.containsKey("requestBody")));
                    }
                }));
        return operations;
    }
}
