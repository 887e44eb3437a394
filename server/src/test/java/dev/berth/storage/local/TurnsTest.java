package dev.berth.storage.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.storage.Awaiting;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// How the listings of one tenant wait for each other.
class TurnsTest {

    private final Vertx vertx = Vertx.vertx();
    private final Turns turns = new Turns(vertx, 2);
    private final List<String> begun = new CopyOnWriteArrayList<>();
    private final List<Promise<String>> tasks = new ArrayList<>();

    @AfterEach
    void close() {
        Awaiting.await(vertx.close());
    }

    private Future<String> run(String tenant, String task) {
        Promise<String> end = Promise.promise();
        tasks.add(end);
        return turns.run(tenant, () -> {
            begun.add(task);
            return end.future();
        });
    }

    @Test
    void so_many_of_a_tenant_run_and_the_others_wait_in_line() {
        Future<String> first = run("acme", "1");
        Future<String> second = run("acme", "2");
        Future<String> third = run("acme", "3");
        assertThat(begun).containsExactly("1", "2");

        Future<String> stranger = run("zebra", "other");
        assertThat(begun).containsExactly("1", "2", "other");

        tasks.get(1).fail("broken");
        assertThat(second.failed()).isTrue();
        tasks.get(2).complete("three");
        assertThat(Awaiting.await(third)).isEqualTo("three");
        assertThat(begun).containsExactly("1", "2", "other", "3");

        tasks.get(0).complete("one");
        tasks.get(3).complete("other");
        assertThat(Awaiting.await(first)).isEqualTo("one");
        assertThat(Awaiting.await(stranger)).isEqualTo("other");
        assertThat(turns.busy()).isZero();
    }
}
