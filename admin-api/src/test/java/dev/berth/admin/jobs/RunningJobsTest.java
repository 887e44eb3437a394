package dev.berth.admin.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.berth.admin.problem.Problem;
import dev.berth.observe.Events;
import dev.berth.tenant.Slug;
import dev.berth.tenant.TenantId;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// How many jobs run at a time.
class RunningJobsTest {

    private final Vertx vertx = Vertx.vertx();
    private final Jobs jobs = new Jobs(
            vertx,
            "a",
            new NoKeptJobs(),
            _ -> {
                throw new AssertionError("nothing is removed");
            },
            new Events(List.of()));

    @AfterEach
    void close() throws Exception {
        Void _ = vertx.close().await(20, TimeUnit.SECONDS);
    }

    @Test
    void what_runs_already_is_not_begun_again() {
        var first = new Counting("alice");
        JsonObject begun = start(1, first);
        assertThat(start(1, new Counting("alice")).getString("id")).isEqualTo(begun.getString("id"));
        assertThat(start(1, new Counting("bob")).getString("id")).isNotEqualTo(begun.getString("id"));
        first.end.complete();
        assertThat(start(1, new Counting("alice")).getString("id")).isNotEqualTo(begun.getString("id"));
    }

    @Test
    void one_tenant_leaves_places_to_the_others() {
        var first = new Counting("0");
        JsonObject _ = start(1, first);
        JsonObject _ = start(1, new Counting("1"));
        JsonObject _ = start(1, new Counting("2"));
        assertThatThrownBy(() -> start(1, new Counting("3")))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("3 jobs of the tenant");
        JsonObject _ = start(2, new Counting("0 of another"));
        first.end.complete();
        JsonObject _ = start(1, new Counting("3"));
    }

    private JsonObject start(int tenant, Job.Work work) {
        return start(tenant, Optional.of(new TenantId(tenant)), work);
    }

    private JsonObject start(int tenant, Optional<TenantId> starter, Job.Work work) {
        return jobs.start(Jobs.RECOUNT, new Slug("t" + tenant), new TenantId(tenant), starter, work)
                .result();
    }

    @Test
    void tenants_leave_a_place_to_who_sees_all() {
        for (int tenant = 1; tenant <= 3; tenant++) {
            for (int job = 0; job < 3; job++) {
                JsonObject _ = start(tenant, new Counting(tenant + "." + job));
            }
        }
        assertThatThrownBy(() -> start(4, new Counting("4.0")))
                .isInstanceOf(Problem.class)
                .hasMessageContaining("As many jobs run here as may");
        JsonObject _ = start(1, Optional.empty(), new Counting("by the operator"));
    }

    private record Counting(String what, Promise<Void> end) implements Job.Work {

        Counting(String what) {
            this(what, Promise.promise());
        }

        @Override
        public boolean repeats(Job.Work running) {
            return running instanceof Counting other && other.what.equals(what);
        }

        @Override
        public int total() {
            return 1;
        }

        @Override
        public int done() {
            return 0;
        }

        @Override
        public Future<Void> run(String job) {
            return end.future();
        }

        @Override
        public void cancel() {}

        @Override
        public JsonObject report() {
            return new JsonObject();
        }
    }
}
