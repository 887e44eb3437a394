package dev.berth.admin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.account.Administrator.Role;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// No caller fills the memory of the node.
class HeavyCallsTest {

    private static final int LARGE = 30_000_000;
    private static final int LONGEST_ANSWER = 200_000;
    private static final Duration SOON = Duration.ofSeconds(15);

    @RegisterExtension
    static final ApiUnderTest node = new ApiUnderTest(Map.of("admin.callsPerSecond", 0));

    @BeforeAll
    static void tenant() {
        node.tenant("heavy", 2);
    }

    @Test
    void of_many_faults_the_first_hundred_are_named() {
        many(node.operator().put("/state?dryRun=true", unknown()), 422);
        many(batch(new JsonArray().add(unknown()), true), 422);
        var accounts = new JsonArray();
        for (int i = 0; i < 1_000; i++) {
            accounts.add(7);
        }
        many(batch(accounts, true), 422);
        ApiAnswer state = node.operator()
                .put(
                        "/state?dryRun=true",
                        new JsonObject().put("tenants", accounts).put("plans", accounts));
        many(state, 422);
    }

    @Test
    void a_row_that_is_refused_is_told_of_in_a_line() {
        ApiAnswer answer = batch(new JsonArray().add(unknown()), false);
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        String reason = answer.json().getJsonArray("rows").getJsonObject(0).getString("reason");
        assertThat(reason).contains("is not known here").hasSizeLessThanOrEqualTo(1_000);
    }

    private static void many(ApiAnswer answer, int status) {
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.raw().body()).hasSizeLessThan(LONGEST_ANSWER);
        JsonArray errors = answer.json().getJsonArray("errors");
        assertThat(errors).hasSize(101);
        assertThat(errors.getJsonObject(100).getString("rule")).contains("there are more");
    }

    private static ApiAnswer batch(JsonArray accounts, boolean all) {
        return node.operator()
                .post(
                        "/tenants/heavy/account-batches?dryRun=true",
                        new JsonObject().put("all", all).put("accounts", accounts));
    }

    private static JsonObject unknown() {
        var body = new JsonObject();
        for (int i = 0; i < 100_000; i++) {
            body.put("unknown" + i, i);
        }
        return body;
    }

    @Test
    void who_may_not_call_is_told_so_before_the_body_is_sent() throws IOException {
        ApiClient administrator = node.client(Role.TENANT_ADMIN, Optional.of("heavy"));
        try (Socket socket = begun(administrator)) {
            var answer = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
            assertThat(answer.readLine()).startsWith("HTTP/1.1 403 ");
        }
    }

    @Test
    void two_large_bodies_are_read_at_once() throws IOException {
        JsonObject large = unknown();
        try (Socket _ = begun(node.operator());
                Socket _ = begun(node.client(Role.OPERATOR, Optional.empty()))) {
            ApiAnswer refused = until(503, large);
            assertThat(refused.header("Retry-After")).isEqualTo("5");
            assertThat(node.operator()
                            .put("/state?dryRun=true", new JsonObject())
                            .status())
                    .isEqualTo(200);
        }
        assertThat(until(422, large).status()).isEqualTo(422);
    }

    @Test
    void a_caller_has_one_large_body_at_a_time() throws IOException {
        JsonObject large = unknown();
        try (Socket _ = begun(node.operator())) {
            assertThat(until(503, large).refusal()).contains("one of each caller");
            ApiClient another = node.client(Role.OPERATOR, Optional.empty());
            assertThat(another.put("/state?dryRun=true", large).status()).isEqualTo(422);
        }
        assertThat(until(422, large).status()).isEqualTo(422);
    }

    @Test
    void all_tenants_have_one_large_body_at_a_time_and_operators_another() throws IOException {
        node.tenant("heavier", 2);
        String batches = "/tenants/heavy/account-batches?dryRun=true";
        try (Socket _ = begun(node.client(Role.TENANT_ADMIN, Optional.of("heavy")), "POST " + batches, LARGE)) {
            ApiClient other = node.client(Role.TENANT_ADMIN, Optional.of("heavier"));
            ApiAnswer refused = until(503, () -> other.post(batches.replace("heavy", "heavier"), unknown()));
            assertThat(refused.refusal()).contains("one of all tenants");
            assertThat(node.operator().post(batches, unknown()).status()).isEqualTo(422);
        }
    }

    @Test
    void a_large_body_comes_at_a_fair_pace_or_is_given_up() throws IOException {
        try (Socket socket = begun(node.client(Role.OPERATOR, Optional.empty()), 1_100_000)) {
            var answer = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
            assertThat(answer.readLine()).startsWith("HTTP/1.1 408 ");
            assertThat(answer.lines()).anyMatch(line -> line.contains("has not come within 5 seconds"));
        }
    }

    @Test
    void a_body_has_so_many_parts() {
        String body = "{\"a\":[" + "[],".repeat(2_500_000) + "1]}";
        ApiAnswer answer = node.operator()
                .call(
                        "PUT",
                        "/state?dryRun=true",
                        Map.of("Content-Type", "application/json"),
                        BodyPublishers.ofString(body));
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.raw().body()).contains("parts");
    }

    private static ApiAnswer until(int status, JsonObject body) {
        return until(status, () -> node.operator().put("/state?dryRun=true", body));
    }

    private static ApiAnswer until(int status, Supplier<ApiAnswer> call) {
        long end = System.nanoTime() + SOON.toNanos();
        ApiAnswer answer = call.get();
        while (answer.status() != status && System.nanoTime() < end) {
            answer = call.get();
        }
        assertThat(answer.status()).isEqualTo(status);
        return answer;
    }

    /// A call whose body is still to come.
    private static Socket begun(ApiClient as) throws IOException {
        return begun(as, LARGE);
    }

    private static Socket begun(ApiClient as, int octets) throws IOException {
        return begun(as, "PUT /state?dryRun=true", octets);
    }

    private static Socket begun(ApiClient as, String call, int octets) throws IOException {
        var socket = new Socket(InetAddress.getLoopbackAddress(), node.port());
        socket.setSoTimeout((int) SOON.toMillis());
        socket.getOutputStream()
                .write((call.replace(" /", " /api/v1/") + " HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer "
                                + as.token()
                                + "\r\nContent-Type: application/json\r\nContent-Length: " + octets + "\r\n\r\n{")
                        .getBytes(StandardCharsets.US_ASCII));
        return socket;
    }
}
