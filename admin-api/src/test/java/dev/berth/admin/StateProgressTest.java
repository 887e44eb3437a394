package dev.berth.admin;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.account.AccountAlterations.Terms;
import dev.berth.account.AccountBatches;
import dev.berth.account.AccountBatches.Made;
import dev.berth.account.AccountBatches.Ready;
import dev.berth.account.UserName;
import dev.berth.tenant.DirectoryRefused;
import dev.berth.tenant.TenantId;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.commons.codec.digest.Md5Crypt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// How far a document comes: with jobs, with very many accounts, with a step that is refused, with what shall go.
class StateProgressTest {

    private static final String PASSWORD = "a long enough word";
    private static final String HASH = Md5Crypt.md5Crypt(PASSWORD.getBytes(UTF_8), "$1$berthtst");

    private static final Future<?> REFUSED = Future.failedFuture(new DirectoryRefused(
            DirectoryRefused.Reason.CONFLICT, "accounts", "ben", "is at the other end of the day"));
    private static final Ready BEN =
            new Ready(new UserName("ben"), Optional.of("*"), Terms.plain("/", Set.of()), false);

    @RegisterExtension
    static final ApiUnderTest node = new ApiUnderTest();

    @Test
    void what_follows_plain_passwords_waits_for_them() {
        JsonObject document =
                document(tenant("plain", plain("ann").put("limits", new JsonObject().put("sessions", 2))));
        ApiAnswer applied = node.operator().put("/state", document);
        assertThat(applied.status()).as(applied.toString()).isEqualTo(200);
        assertThat(applied.steps())
                .containsExactly(
                        "create tenant plain done",
                        "create 1 accounts of tenant plain done",
                        "change limits of account ann of plain done");
        assertThat(node.operator().put("/state", document).steps()).isEmpty();
    }

    @Test
    void whoever_does_not_wait_is_told_the_job_and_goes_on_after_it() {
        var accounts = IntStream.range(0, 60).mapToObj(i -> plain("user" + i)).toArray(JsonObject[]::new);
        accounts[59].put("limits", new JsonObject().put("sessions", 2));
        JsonObject document = document(tenant("patient", accounts));
        ApiAnswer accepted = node.operator().put("/state?wait=0", document);
        assertThat(accepted.status()).as(accepted.toString()).isEqualTo(202);
        assertThat(accepted.steps())
                .containsExactly(
                        "create tenant patient done",
                        "create 60 accounts of tenant patient running",
                        "change limits of account user59 of patient planned");
        String job = accepted.json().getString("job");
        assertThat(accepted.header("Location")).isEqualTo("/api/v1/jobs/" + job);
        assertThat(node.operator().endedJob(job).getString("state")).isEqualTo("done");
        assertThat(node.operator().put("/state?wait=0", document).steps())
                .containsExactly("change limits of account user59 of patient done");
        ApiAnswer wrong = node.operator().put("/state?wait=61", document);
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(wrong.refusal()).contains("wait");
    }

    @Test
    void more_accounts_than_a_batch_takes_are_several_batches() {
        var accounts =
                IntStream.range(0, 10_001).mapToObj(i -> hashed("user" + i)).toArray(JsonObject[]::new);
        JsonObject document = document(tenant("many", accounts));
        ApiAnswer planned = node.operator().put("/state?dryRun=true", document);
        assertThat(planned.status()).isEqualTo(200);
        assertThat(planned.steps())
                .containsExactly(
                        "create tenant many planned",
                        "create 10000 accounts of tenant many planned",
                        "create 1 accounts of tenant many planned");
    }

    @Test
    void a_step_that_is_refused_tells_what_is_done_and_the_next_try_goes_on() {
        JsonObject document = document(
                tenant("first", hashed("ann")), tenant("second", hashed("ben")), tenant("third", hashed("cid")));
        node.recorded().before("AccountBatches.create", (_, _) -> {
            node.recorded().before("AccountBatches.create", (_, _) -> REFUSED);
            return Future.succeededFuture();
        });
        ApiAnswer stopped = node.operator().put("/state", document);
        assertThat(stopped.status()).as(stopped.toString()).isEqualTo(409);
        assertThat(stopped.refusal()).contains("the other end of the day");
        assertThat(stopped.steps())
                .containsExactly(
                        "create tenant first done",
                        "create 1 accounts of tenant first done",
                        "create tenant second done",
                        "create 1 accounts of tenant second failed",
                        "create tenant third planned",
                        "create 1 accounts of tenant third planned");
        assertThat(node.operator().get("/tenants/first/accounts/ann").status()).isEqualTo(200);
        assertThat(node.operator().get("/tenants/third").status()).isEqualTo(404);
        assertThat(node.operator().put("/state", document).steps())
                .containsExactly(
                        "create 1 accounts of tenant second done",
                        "create tenant third done",
                        "create 1 accounts of tenant third done");
    }

    @Test
    void a_job_that_refuses_an_account_makes_the_others() {
        JsonObject document = document(tenant("partly", plain("ann"), plain("ben")));
        node.recorded()
                .before(
                        "AccountBatches.create",
                        (batches, arguments) -> ((AccountBatches) batches)
                                .create((TenantId) arguments[0], List.of(BEN), Made.EACH, _ -> Optional.empty()));
        ApiAnswer stopped = node.operator().put("/state", document);
        assertThat(stopped.status()).as(stopped.toString()).isEqualTo(409);
        assertThat(stopped.refusal())
                .contains("accounts.ben")
                .contains("name of another")
                .doesNotContain(PASSWORD);
        assertThat(stopped.steps()).contains("create 2 accounts of tenant partly failed");
        assertThat(node.operator().put("/state", document).steps()).isEmpty();
        assertThat(node.operator().get("/tenants/partly/accounts/ann").status()).isEqualTo(200);
    }

    @Test
    void what_is_wrong_anywhere_is_told_before_anything_is_done() {
        JsonObject ann = hashed("ann")
                .put("appPasswords", new JsonArray().add(new JsonObject().put("label", "camera")))
                .put("limits", new JsonObject().put("sessions", 0))
                .put("quota", 7);
        JsonObject document = document(tenant("wrong", ann, hashed("ben").put("expires", "tomorrow"))
                .put("certificates", new JsonArray().add(new JsonObject().put("name", "web")))
                .put("folders", new JsonArray().add(new JsonObject().put("name", "team")))
                .put("anonymous", new JsonObject())
                .put("listeners", 7));
        ApiAnswer refused = node.operator().put("/state", document);
        assertThat(refused.status()).as(refused.toString()).isEqualTo(422);
        assertThat(refused.refusal())
                .contains("tenants[wrong].accounts[ann].appPasswords[camera].hash")
                .contains("tenants[wrong].accounts[ann].limits.sessions")
                .contains("tenants[wrong].accounts[ann].quota")
                .contains("tenants[wrong].accounts[ben].expires")
                .contains("tenants[wrong].certificates[web].sealedKey")
                .contains("tenants[wrong].folders[team].directory")
                .contains("tenants[wrong].anonymous.home")
                .contains("tenants[wrong].listeners");
        assertThat(node.operator().get("/tenants/wrong").status()).isEqualTo(404);
    }

    @Test
    void what_lists_do_not_name_goes_if_it_is_said_and_the_rest_stays() {
        node.tenant("full", 2);
        String tenant = "/tenants/full";
        String ann = tenant + "/accounts/ann";
        done(node.operator()
                .post(tenant + "/accounts", new JsonObject().put("user", "ann").put("password", PASSWORD)));
        done(node.operator()
                .post(tenant + "/accounts", new JsonObject().put("user", "ben").put("password", PASSWORD)));
        done(node.operator()
                .post(tenant + "/folders", new JsonObject().put("name", "team").put("directory", "/team")));
        done(node.operator().put(ann + "/folders/team", new JsonObject().put("path", "/shared")));
        done(node.operator().post(ann + "/app-passwords", new JsonObject().put("label", "camera")));
        done(node.operator().put(tenant + "/anonymous", new JsonObject().put("home", "/public")));
        var bare = new JsonObject()
                .put("user", "ann")
                .put("folders", new JsonArray())
                .put("appPasswords", new JsonArray());
        JsonObject full = new JsonObject()
                .put("slug", "full")
                .put("folders", new JsonArray())
                .put("accounts", new JsonArray().add(bare));
        JsonObject document = document(full);
        node.operator().get("/state").json().getJsonArray("tenants").stream()
                .map(JsonObject.class::cast)
                .map(other -> other.getString("slug"))
                .filter(slug -> !slug.equals("full"))
                .forEach(slug -> document.getJsonArray("tenants").add(new JsonObject().put("slug", slug)));
        assertThat(node.operator().put("/state", document).steps()).isEmpty();
        String[] gone = {
            "remove app password camera of account ann of full",
            "remove folder team of account ann of full",
            "remove account ben of full",
            "remove folder team of tenant full"
        };
        ApiAnswer planned = node.operator().put("/state?prune=true&dryRun=true", document);
        assertThat(planned.steps())
                .containsExactly(
                        Arrays.stream(gone).map(step -> step + " planned").toArray(String[]::new));
        ApiAnswer pruned = node.operator().put("/state?prune=true", document);
        assertThat(pruned.status()).as(pruned.toString()).isEqualTo(200);
        assertThat(node.operator().put("/state?prune=true", document).steps()).isEmpty();
        assertThat(node.operator().get(tenant + "/anonymous").status()).isEqualTo(200);
        full.putNull("anonymous");
        assertThat(node.operator().put("/state", document).steps())
                .containsExactly("remove anonymous access of tenant full done");
    }

    private static void done(ApiAnswer answer) {
        assertThat(answer.status()).as(answer.toString()).isBetween(200, 204);
    }

    private static JsonObject document(JsonObject... tenants) {
        return new JsonObject().put("tenants", new JsonArray(new ArrayList<>(List.of(tenants))));
    }

    private static JsonObject tenant(String slug, JsonObject... accounts) {
        int port = FreePorts.block(3);
        return new JsonObject()
                .put("slug", slug)
                .put("listeners", new JsonArray().add(new JsonObject().put("port", port)))
                .put("passive", new JsonObject().put("ports", (port + 1) + "-" + (port + 2)))
                .put("accounts", new JsonArray(List.of(accounts)));
    }

    private static JsonObject plain(String user) {
        return new JsonObject().put("user", user).put("password", PASSWORD);
    }

    private static JsonObject hashed(String user) {
        return new JsonObject().put("user", user).put("hash", HASH);
    }
}
