package dev.berth.storage.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.berth.storage.Awaiting;
import dev.berth.storage.StorageException;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Who has the storage's threads.
class WorkTest {

    private final Vertx vertx = Vertx.vertx();
    private final Work work = new Work(vertx, 1);
    private final List<String> done = new CopyOnWriteArrayList<>();

    @AfterEach
    void close() {
        Awaiting.await(work.close());
        Awaiting.await(vertx.close());
    }

    @Test
    void a_tenant_with_much_to_do_waits_for_itself() {
        var goes = new CountDownLatch(1);
        List<Future<?>> all = new ArrayList<>();
        all.add(work.run(() -> {
            goes.await();
            return 0;
        }));
        for (int i = 0; i < 50; i++) {
            all.add(work.of("loud").act(() -> done.add("loud")));
        }
        all.add(work.of("quiet").act(() -> done.add("quiet")));
        all.add(work.of("quiet").act(() -> done.add("quiet")));

        goes.countDown();
        Awaiting.await(Future.all(all));

        assertThat(done).hasSize(52).startsWith("loud", "quiet", "loud", "quiet", "loud", "loud");
    }

    @Test
    void each_task_ends_on_the_context_of_its_own_caller() {
        List<Context> contexts = List.of(context(), context(), context());
        List<Future<?>> all = new ArrayList<>();
        for (Context context : contexts) {
            Promise<Void> over = Promise.promise();
            all.add(over.future());
            context.runOnContext(_ -> work.of("tenant " + contexts.indexOf(context))
                    .run(() -> "given")
                    .compose(WorkTest::elsewhere)
                    .onComplete(given -> {
                        done.add(given.result() + " " + context.equals(Vertx.currentContext()));
                        over.complete();
                    }));
        }
        Awaiting.await(Future.all(all));

        assertThat(done).containsExactly("given true", "given true", "given true");
    }

    @Test
    void whatever_a_task_throws_ends_its_future() {
        var broken = work.run(() -> {
            throw new IllegalStateException("broken");
        });
        var worse = work.run(() -> {
            throw new AssertionError("worse");
        });

        assertThatThrownBy(() -> Awaiting.await(broken)).hasRootCauseInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> Awaiting.await(worse)).hasMessageContaining("worse");
    }

    @Test
    void nothing_begins_after_the_end() {
        Awaiting.await(work.close());

        assertThat(work.of("acme").run(() -> 1).cause()).isInstanceOf(StorageException.class);
    }

    private static Future<String> elsewhere(String given) {
        Promise<String> promise = Promise.promise();
        var _ = Thread.ofPlatform().start(() -> promise.complete(given));
        return promise.future();
    }

    private Context context() {
        Promise<Context> made = Promise.promise();
        vertx.runOnContext(_ -> made.complete(Vertx.currentContext()));
        return Awaiting.await(made.future());
    }
}
