package dev.berth.admin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.account.Administrator.Role;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Optional;
import org.apache.commons.net.ftp.FTPClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Many accounts at once.
class BatchesTest {

    private static final String PASSWORD = "a long enough word";

    @RegisterExtension
    static final ApiUnderTest node = new ApiUnderTest();

    @Test
    void ten_thousand_with_hashes_are_made_in_one_call_and_can_log_in() throws Exception {
        int port = node.tenant("many", 2);
        var accounts = new JsonArray();
        String hash = org.apache.commons.codec.digest.Md5Crypt.md5Crypt(
                PASSWORD.getBytes(java.nio.charset.StandardCharsets.UTF_8), "$1$berthtst");
        for (int i = 0; i < 10_000; i++) {
            accounts.add(
                    new JsonObject().put("user", "user" + i).put("hash", hash).put("home", "/user" + i));
        }
        long began = System.nanoTime();
        ApiAnswer answer = post("many", new JsonObject().put("accounts", accounts));
        Duration took = Duration.ofNanos(System.nanoTime() - began);
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        assertThat(answer.json().getInteger("created")).isEqualTo(10_000);
        assertThat(took).isLessThan(Duration.ofSeconds(60));
        var client = new FTPClient();
        client.connect(InetAddress.getLoopbackAddress(), port);
        assertThat(client.login("user9999", PASSWORD)).isTrue();
        client.disconnect();
    }

    @Test
    void one_that_is_refused_refuses_all() {
        node.tenant("strict", 2);
        ApiAnswer twice = post(
                "strict",
                new JsonObject()
                        .put(
                                "accounts",
                                new JsonArray()
                                        .add(hashed("ann"))
                                        .add(hashed("ben"))
                                        .add(hashed("ann"))));
        assertThat(twice.status()).as(twice.toString()).isEqualTo(409);
        assertThat(twice.refusal()).contains("accounts[2]").contains("ann");
        ApiAnswer wrong = post(
                "strict",
                new JsonObject()
                        .put(
                                "accounts",
                                new JsonArray()
                                        .add(hashed("ann"))
                                        .add(new JsonObject().put("user", "ben").put("hash", "abc"))));
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(wrong.refusal()).contains("accounts[1].hash").doesNotContain("abc\"");
        ApiAnswer both = post(
                "strict",
                new JsonObject()
                        .put("accounts", new JsonArray().add(hashed("ann").put("password", PASSWORD))));
        assertThat(both.refusal())
                .contains("accounts[0].password", "a password or a hash, not both")
                .doesNotContain(PASSWORD);
        assertThat(node.operator().get("/tenants/strict/accounts").json().getJsonArray("items"))
                .isEmpty();
    }

    @Test
    void or_each_row_is_told_of() {
        node.tenant("lenient", 2);
        ApiAnswer answer = post(
                "lenient",
                new JsonObject()
                        .put("all", false)
                        .put(
                                "accounts",
                                new JsonArray()
                                        .add(hashed("ann"))
                                        .add(hashed("ann"))
                                        .add(new JsonObject().put("user", "cid"))
                                        .add("dan")
                                        .add(hashed("eve"))
                                        .add(hashed("anonymous"))));
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        assertThat(answer.json().getInteger("created")).isEqualTo(2);
        assertThat(answer.json().getInteger("refused")).isEqualTo(4);
        assertThat(row(answer, 1).getString("reason")).contains("another account");
        assertThat(row(answer, 2).getString("reason")).contains("password");
        assertThat(row(answer, 3).containsKey("user")).isTrue();
        assertThat(row(answer, 3).getString("user")).isNull();
        assertThat(row(answer, 4).getString("state")).isEqualTo("created");
        assertThat(row(answer, 5).getString("reason")).contains("/tenants/{tenant}/anonymous");
    }

    @Test
    void a_dry_run_tells_the_same_and_makes_nothing() {
        node.tenant("dry", 2);
        var body = new JsonObject()
                .put("all", false)
                .put(
                        "accounts",
                        new JsonArray()
                                .add(hashed("ann"))
                                .add(new JsonObject().put("user", "ben").put("password", PASSWORD))
                                .add(hashed("ann"))
                                .add(new JsonObject().put("user", "cid").put("hash", "abc")));
        ApiAnswer answer = node.operator().post("/tenants/dry/account-batches?dryRun=true", body);
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        assertThat(answer.json().getInteger("planned")).isEqualTo(2);
        assertThat(row(answer, 0).getString("state")).isEqualTo("planned");
        assertThat(row(answer, 2).getString("reason")).contains("another account");
        assertThat(row(answer, 3).getString("reason")).contains("hash");
        assertThat(node.operator().get("/tenants/dry/accounts").json().getJsonArray("items"))
                .isEmpty();
    }

    @Test
    void accounts_are_what_they_shall_be_from_the_first_moment_on() {
        node.tenant("terms", 2);
        JsonObject login = new JsonObject()
                .put("allowedNetworks", new JsonArray().add("192.0.2.0/24"))
                .put("deniedNetworks", new JsonArray())
                .put("hours", new JsonArray());
        JsonObject ann = hashed("ann").put("expires", "2031-01-01T00:00:00Z").put("login", login);
        JsonObject locked = new JsonObject().put("user", "ben").put("enabled", false);
        var accounts = new JsonArray().add(ann).add(locked);
        ApiAnswer answer = post("terms", new JsonObject().put("accounts", accounts));
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        JsonObject made = node.operator().get("/tenants/terms/accounts/ann").json();
        assertThat(made.getString("expires")).isEqualTo("2031-01-01T00:00:00Z");
        assertThat(made.getJsonObject("login")).isEqualTo(login);
        assertThat(node.operator().get("/tenants/terms/accounts/ben").json().getBoolean("enabled"))
                .isFalse();
        ApiAnswer open = post(
                "terms", new JsonObject().put("accounts", new JsonArray().add(new JsonObject().put("user", "cid"))));
        assertThat(open.refusal()).contains("accounts[0].password");
    }

    @Test
    void plain_passwords_are_hashed_by_a_job() throws Exception {
        int port = node.tenant("plain", 2);
        var accounts = new JsonArray();
        for (int i = 0; i < 20; i++) {
            accounts.add(new JsonObject().put("user", "user" + i).put("password", PASSWORD));
        }
        ApiAnswer accepted = post("plain", new JsonObject().put("accounts", accounts));
        assertThat(accepted.status()).as(accepted.toString()).isEqualTo(202);
        assertThat(accepted.header("Location")).startsWith("/api/v1/jobs/");
        String id = accepted.json().getString("id");
        JsonObject job = node.operator().endedJob(id);
        assertThat(job.getString("state")).isEqualTo("done");
        assertThat(job.getInteger("done")).isEqualTo(20);
        assertThat(job.getJsonObject("report").getInteger("created")).isEqualTo(20);
        var client = new FTPClient();
        client.connect(InetAddress.getLoopbackAddress(), port);
        assertThat(client.login("user19", PASSWORD)).isTrue();
        client.disconnect();
        node.tenant("curious", 2);
        assertThat(node.client(Role.TENANT_ADMIN, Optional.of("curious"))
                        .get("/jobs/" + id)
                        .status())
                .isEqualTo(404);
    }

    @Test
    void a_job_that_is_cancelled_with_all_or_nothing_makes_nothing() {
        node.tenant("cancelled", 2);
        var accounts = new JsonArray();
        for (int i = 0; i < 2_000; i++) {
            accounts.add(new JsonObject().put("user", "user" + i).put("password", PASSWORD));
        }
        ApiAnswer accepted = post("cancelled", new JsonObject().put("accounts", accounts));
        String id = accepted.json().getString("id");
        ApiAnswer cancelled = node.operator().delete("/jobs/" + id);
        assertThat(cancelled.status()).as(cancelled.toString()).isEqualTo(200);
        JsonObject job = node.operator().endedJob(id);
        assertThat(job.getString("state")).isEqualTo("cancelled");
        JsonObject report = job.getJsonObject("report");
        assertThat(report.getInteger("created")).isZero();
        long ready = report.getJsonArray("rows").stream()
                .filter(row -> ((JsonObject) row).getString("reason").contains("all or none"))
                .count();
        assertThat(ready).isEqualTo(job.getLong("done")).isLessThan(2_000);
        assertThat(node.operator().get("/tenants/cancelled/accounts").json().getJsonArray("items"))
                .isEmpty();
    }

    @Test
    void a_job_of_an_earlier_life_is_told_as_interrupted_and_its_batch_can_be_sent_again() {
        node.tenant("interrupted", 2);
        String id = node.interruptedJob("interrupted", "ann");
        JsonObject job = node.operator().get("/jobs/" + id).json();
        assertThat(job.getString("state")).isEqualTo("interrupted");
        assertThat(job.getJsonObject("report").getInteger("created")).isEqualTo(1);
        assertThat(node.operator().get("/jobs").json().encode()).contains(id);
        assertThat(node.operator().delete("/jobs/" + id).json().getString("state"))
                .isEqualTo("interrupted");
        var accounts = new JsonArray()
                .add(new JsonObject().put("user", "ann").put("password", PASSWORD))
                .add(new JsonObject().put("user", "ben").put("password", PASSWORD));
        for (int i = 0; i < 2; i++) {
            ApiAnswer again =
                    post("interrupted", new JsonObject().put("all", false).put("accounts", accounts));
            JsonObject report =
                    node.operator().endedJob(again.json().getString("id")).getJsonObject("report");
            assertThat(report.getInteger("created")).isEqualTo(1 - i);
        }
        assertThat(node.operator().get("/tenants/interrupted/accounts").json().getJsonArray("items"))
                .hasSize(2);
    }

    private static JsonObject hashed(String user) {
        return new JsonObject()
                .put("user", user)
                .put("hash", "$2b$10$abcdefghijklmnopqrstuuNQxQvE4GS5e2c2SgF0hM5DTWBdWnPDe");
    }

    private static JsonObject row(ApiAnswer answer, int index) {
        return answer.json().getJsonArray("rows").getJsonObject(index);
    }

    private static ApiAnswer post(String tenant, JsonObject body) {
        return node.operator().post("/tenants/" + tenant + "/account-batches", body);
    }
}
