package dev.berth.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// Documents that come at the same time, and calls that come in between: what is answered 200 was there as a whole.
class StateConcurrentTest {

    @RegisterExtension
    static final ApiUnderTest node = new ApiUnderTest();

    @Test
    void of_two_documents_at_the_same_time_one_is_told_to_come_again() {
        JsonObject one = document("first", "second", "One");
        JsonObject other = document("first", "second", "Other");
        ApiAnswer[] meanwhile = new ApiAnswer[1];
        node.recorded()
                .before(
                        "Directory.createTenant",
                        (_, _) -> beside(() -> meanwhile[0] = node.operator().put("/state", other)));
        assertThat(node.operator().put("/state", one).status()).isEqualTo(200);
        assertThat(meanwhile[0].status()).as(meanwhile[0].toString()).isEqualTo(409);
        assertThat(meanwhile[0].refusal()).contains("Another document is being applied");
        assertThat(names("first", "second")).containsExactly("One", "One");
        assertThat(node.operator().put("/state", other).status()).isEqualTo(200);
        assertThat(names("first", "second")).containsExactly("Other", "Other");
    }

    @Test
    void what_a_call_in_between_has_undone_is_not_told_as_done() {
        JsonObject document = document("third", "fourth", "Wanted");
        node.recorded().before("Directory.createTenant", (_, _) -> {
            node.recorded()
                    .before(
                            "Directory.createTenant",
                            (_, _) -> beside(() -> node.operator()
                                    .patch("/tenants/third", new JsonObject().put("name", "Meanwhile"))));
            return Future.succeededFuture();
        });
        ApiAnswer mixed = node.operator().put("/state", document);
        assertThat(mixed.status()).as(mixed.toString()).isEqualTo(409);
        assertThat(mixed.refusal()).contains("send it again");
        assertThat(mixed.steps()).containsExactly("create tenant third done", "create tenant fourth done");
        assertThat(node.operator().put("/state", document).steps()).containsExactly("change tenant third done");
        assertThat(names("third", "fourth")).containsExactly("Wanted", "Wanted");
    }

    @Test
    void equal_documents_at_the_same_time_are_done_or_told_to_come_again() throws Exception {
        JsonObject document = document("fifth", "sixth", "Same");
        try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            Callable<Integer> call =
                    () -> node.operator().put("/state", document).status();
            List<Integer> answers = callers.invokeAll(List.of(call, call, call)).stream()
                    .map(answer -> answer.resultNow())
                    .toList();
            assertThat(answers).contains(200).allMatch(status -> status == 200 || status == 409);
        }
        assertThat(names("fifth", "sixth")).containsExactly("Same", "Same");
        assertThat(node.operator().put("/state", document).steps()).isEmpty();
    }

    @Test
    void a_step_waits_for_a_call_that_has_compared_a_tag() throws Exception {
        JsonObject document = document("seventh", "eighth", "Quota");
        assertThat(node.operator().put("/state", document).status()).isEqualTo(200);
        document.getJsonArray("tenants").getJsonObject(0).put("quota", new JsonObject().put("files", 7));
        Promise<Void> step = Promise.promise();
        var overtaken = new AtomicBoolean();
        List<Future<ApiAnswer>> whole = new ArrayList<>();
        node.recorded().before("QuotaLedger.limit", (_, _) -> {
            node.recorded().before("QuotaLedger.limit", (_, _) -> {
                step.complete();
                return Future.succeededFuture();
            });
            whole.add(node.vertx().executeBlocking(() -> node.operator().put("/state", document), false));
            return Future.any(step.future(), node.vertx().timer(300, TimeUnit.MILLISECONDS))
                    .onComplete(_ -> overtaken.set(step.future().isComplete()));
        });
        assertThat(node.operator()
                        .put("/tenants/seventh/quota", new JsonObject().put("files", 5))
                        .status())
                .isEqualTo(200);
        assertThat(overtaken).as("the step came between").isFalse();
        whole.getFirst().toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
        assertThat(node.operator()
                        .get("/tenants/seventh/quota")
                        .json()
                        .getJsonObject("quota")
                        .getLong("files"))
                .isEqualTo(7);
    }

    private static Future<?> beside(Callable<ApiAnswer> call) {
        return node.vertx().executeBlocking(call, false);
    }

    private static List<String> names(String one, String other) {
        return List.of(
                node.operator().get("/tenants/" + one).json().getString("name"),
                node.operator().get("/tenants/" + other).json().getString("name"));
    }

    private static JsonObject document(String one, String other, String name) {
        int port = FreePorts.block(6);
        return new JsonObject()
                .put("tenants", new JsonArray().add(tenant(one, name, port)).add(tenant(other, name, port + 3)));
    }

    private static JsonObject tenant(String slug, String name, int port) {
        return new JsonObject()
                .put("slug", slug)
                .put("name", name)
                .put("listeners", new JsonArray().add(new JsonObject().put("port", port)))
                .put("passive", new JsonObject().put("ports", (port + 1) + "-" + (port + 2)));
    }
}
