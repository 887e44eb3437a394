package dev.berth.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
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
            byte[] body = operation.body() ? body(random) : new byte[0];
            ApiAnswer answer = node.operator()
                    .call(operation.method(), path, headers(operation, round), BodyPublishers.ofByteArray(body));
            assertThat(answer.status())
                    .as("%s %s %s -> %s", operation.method(), path, new String(body, StandardCharsets.UTF_8), answer)
                    .isBetween(400, 499);
            assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
            assertThat(answer.json().getInteger("status")).isEqualTo(answer.status());
        }
    }

    private static Map<String, String> headers(Contracted operation, int round) {
        String type = operation.method().equals("PATCH") ? "application/merge-patch+json" : "application/json";
        return operation.method().equals("POST")
                ? Map.of("Content-Type", type, "Idempotency-Key", operation.id() + round)
                : Map.of("Content-Type", type, "If-Match", "\"0\"");
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
    void a_body_that_is_too_large_is_refused_before_it_is_read() throws IOException {
        String answer = raw("POST /api/v1/tenants HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer "
                + node.operator().token()
                + "\r\nContent-Type: application/json\r\nContent-Length: 2000000000\r\n\r\n");
        assertThat(answer).startsWith("HTTP/1.1 413");
    }

    @Test
    void a_body_without_a_length_is_not_read_beyond_what_the_operation_takes() throws IOException {
        String piece = "4000\r\n" + " ".repeat(0x4000) + "\r\n";
        assertThat(raw("POST /api/v1/login HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n"
                        + "Transfer-Encoding: chunked\r\n\r\n" + piece + piece))
                .startsWith("HTTP/1.1 413");
    }

    @TestFactory
    Stream<DynamicTest> every_parameter_of_a_query_that_has_values_refuses_others() {
        return operations().stream()
                .flatMap(operation -> Stream.concat(
                                parameters(operation)
                                        .filter(BadInputTest::hasValues)
                                        .map(named -> named.getString("name")),
                                Stream.of("nonsense"))
                        .map(name -> DynamicTest.dynamicTest(operation.id() + " " + name, () -> {
                            String path = operation.path().replaceAll("\\{[^}]+\\}", "target") + "?" + name + "=-7";
                            String type = operation.method().equals("PATCH") ? "merge-patch+json" : "json";
                            ApiAnswer answer = node.operator()
                                    .call(
                                            operation.method(),
                                            path,
                                            Map.of("Content-Type", "application/" + type),
                                            BodyPublishers.ofString(operation.body() ? "{}" : ""));
                            assertThat(answer.status()).as(answer.toString()).isEqualTo(422);
                            assertThat(answer.json()
                                            .getJsonArray("errors")
                                            .getJsonObject(0)
                                            .getString("field"))
                                    .isEqualTo(name);
                        })));
    }

    private static boolean hasValues(JsonObject parameter) {
        JsonObject schema = parameter.getJsonObject("schema");
        return schema.containsKey("$ref") || schema.containsKey("enum") || !"string".equals(schema.getString("type"));
    }

    private static Stream<JsonObject> parameters(Contracted operation) {
        JsonObject contract = Contract.read();
        return contract
                .getJsonObject("paths")
                .getJsonObject(operation.path())
                .getJsonObject(operation.method().toLowerCase(java.util.Locale.ROOT))
                .getJsonArray("parameters", new JsonArray())
                .stream()
                .map(JsonObject.class::cast)
                .map(given -> given.containsKey("$ref")
                        ? contract.getJsonObject("components")
                                .getJsonObject("parameters")
                                .getJsonObject(given.getString("$ref").substring("#/components/parameters/".length()))
                        : given)
                .filter(parameter -> parameter.getString("in").equals("query"));
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
