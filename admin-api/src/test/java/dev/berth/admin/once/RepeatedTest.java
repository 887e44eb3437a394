package dev.berth.admin.once;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.account.Administrator;
import dev.berth.account.Administrator.Proof;
import dev.berth.account.Administrator.Role;
import dev.berth.account.Repeats;
import dev.berth.admin.operation.Answer;
import dev.berth.admin.problem.Problem;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/// A request with a key is done once, even if its answer cannot be kept.
class RepeatedTest {

    private static final Administrator CALLER =
            new Administrator(new Proof(Proof.Kind.TOKEN, 1), "panel", Role.OPERATOR, Optional.empty(), Set.of());

    private final AtomicInteger done = new AtomicInteger();

    /// Keeps answers of so many characters.
    private record Keeping(int longest, Map<String, Kept> kept) implements Repeats {

        @Override
        public Future<Begun> begin(Proof caller, String key, String request) {
            return Future.succeededFuture(kept.containsKey(key) ? new Begun.Done(kept.get(key)) : new Begun.First());
        }

        @Override
        public Future<Void> answered(Proof caller, String key, Kept answer) {
            if (answer.body().length() > longest) {
                return Future.failedFuture("too long");
            }
            kept.put(key, answer);
            return Future.succeededFuture();
        }

        @Override
        public Future<Void> forget(Proof caller, String key) {
            kept.remove(key);
            return Future.succeededFuture();
        }
    }

    @Test
    void a_repetition_is_told_that_it_was_done_where_the_answer_is_too_long() {
        assertDoneOnce(new Repeated(new Keeping(Integer.MAX_VALUE, new HashMap<>())), 1_100_000);
    }

    @Test
    void or_where_the_answer_cannot_be_written_down() {
        assertDoneOnce(new Repeated(new Keeping(10, new HashMap<>())), 100);
    }

    @Test
    void the_revision_of_what_was_made_comes_again() {
        var repeated = new Repeated(new Keeping(Integer.MAX_VALUE, new HashMap<>()));
        assertThat(once(repeated, 5).result().revision()).contains(17L);
        assertThat(once(repeated, 5).result().revision()).contains(17L);
        assertThat(done).hasValue(1);
    }

    private void assertDoneOnce(Repeated repeated, int length) {
        assertThat(once(repeated, length).result().status()).isEqualTo(201);
        Problem again = (Problem) once(repeated, length).cause();
        assertThat(again.kind().status()).isEqualTo(409);
        assertThat(again.toJson().encode()).contains("Idempotency-Key", "was done and answered 201");
        assertThat(done).hasValue(1);
    }

    private Future<Answer> once(Repeated repeated, int length) {
        return repeated.once(CALLER, Optional.of("k"), "/x", Buffer.buffer("{}"), () -> {
            done.incrementAndGet();
            return Future.succeededFuture(Answer.created(new JsonObject().put("text", "x".repeat(length)))
                    .tagged(17));
        });
    }
}
