package dev.berth.admin.quotas;

import static org.assertj.core.api.Assertions.assertThat;

import dev.berth.account.AccountId;
import dev.berth.admin.jobs.Jobs;
import dev.berth.admin.jobs.NoKeptJobs;
import dev.berth.observe.Events;
import dev.berth.quota.Drift;
import dev.berth.quota.Owner;
import dev.berth.quota.QuotaLedger;
import dev.berth.quota.Recounts;
import dev.berth.tenant.Slug;
import dev.berth.tenant.TenantId;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/// What a recount says that does not come to an end, and which one is the same.
class RecountingTest {

    private static final TenantId TENANT = new TenantId(1);

    @Test
    void one_that_was_disturbed_all_the_time_says_so() throws Exception {
        Vertx vertx = Vertx.vertx();
        var jobs = new Jobs(
                vertx,
                "a",
                new NoKeptJobs(),
                _ -> {
                    throw new AssertionError("nothing is removed");
                },
                new Events(List.of()));
        Promise<Drift> count = Promise.promise();
        String id = jobs.start(
                        Jobs.RECOUNT,
                        new Slug("north"),
                        TENANT,
                        Optional.empty(),
                        new Recounting(_ -> counting(count), Owner.of(TENANT)))
                .result()
                .getString("id");
        Future<JsonObject> end = jobs.ended(id);
        count.fail(new QuotaLedger.StillBusy());
        assertThat(end.result().getString("state")).isEqualTo("failed");
        assertThat(end.result().getString("detail")).contains("stored all the time");
        assertThat(end.result().containsKey("recount")).isFalse();
        Void _ = vertx.close().await(20, TimeUnit.SECONDS);
    }

    @Test
    void only_one_of_the_same_books_is_the_same() {
        Recounting tenant = of(Owner.of(TENANT));
        assertThat(of(Owner.of(TENANT)).repeats(tenant)).isTrue();
        assertThat(of(Owner.of(TENANT, new AccountId(7))).repeats(tenant)).isFalse();
    }

    @Test
    void one_that_is_not_wanted_any_more_is_called_off() throws Exception {
        Vertx vertx = Vertx.vertx();
        var jobs = new Jobs(
                vertx,
                "a",
                new NoKeptJobs(),
                _ -> {
                    throw new AssertionError("nothing is removed");
                },
                new Events(List.of()));
        var work = of(Owner.of(TENANT));
        String id = jobs.start(Jobs.RECOUNT, new Slug("north"), TENANT, Optional.empty(), work)
                .result()
                .getString("id");
        Future<JsonObject> end = jobs.ended(id);
        jobs.cancel(id);
        assertThat(end.result().getString("state")).isEqualTo("cancelled");
        Void _ = vertx.close().await(20, TimeUnit.SECONDS);
    }

    /// Ends when it is told to, or is called off.
    private static Recounts.Counting counting(Promise<Drift> count) {
        return new Recounts.Counting() {
            @Override
            public Future<Drift> ended() {
                return count.future();
            }

            @Override
            public void cancel() {
                count.fail("called off");
            }
        };
    }

    private static Recounting of(Owner owner) {
        return new Recounting(_ -> counting(Promise.promise()), owner);
    }
}
