package dev.berth.admin.jobs;

import dev.berth.account.KeptJobs;
import dev.berth.account.KeptJobs.Progress;
import dev.berth.account.KeptJobs.State;
import dev.berth.observe.NodeEvent;
import dev.berth.tenant.Slug;
import dev.berth.tenant.TenantId;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;

/// Work that goes on after its request was answered. Lives on the context of the API.
public final class Job {

    private final String id;
    private final String kind;
    private final String node;
    private final Slug tenant;
    private final TenantId owner;
    private final Work work;
    private final Instant began = Instant.now().truncatedTo(ChronoUnit.MICROS);
    private State state = State.RUNNING;
    private Optional<Instant> ended = Optional.empty();
    private final Promise<Void> over = Promise.promise();

    /// What is to be done.
    public interface Work {

        /// Whether this is what `running` does already, so that it need not be begun.
        default boolean repeats(Work running) {
            return false;
        }

        /// How many steps it has.
        int total();

        /// How many are done.
        int done();

        /// Does it; what goes wrong with one step is told by [#report].
        ///
        /// @param job the id under which what it makes is noted with it
        Future<Void> run(String job);

        /// It is not wanted any more: the next step is not begun.
        void cancel();

        /// What came of it so far.
        JsonObject report();
    }

    Job(String id, String kind, String node, Slug tenant, TenantId owner, Work work) {
        this.id = id;
        this.kind = kind;
        this.node = node;
        this.tenant = tenant;
        this.owner = owner;
        this.work = work;
    }

    Future<Void> start() {
        return work.run(id).onComplete(_ -> end(unlessCancelled(State.DONE)), _ -> end(unlessCancelled(State.FAILED)));
    }

    String id() {
        return id;
    }

    /// Whether it goes on, and does what is wanted.
    boolean does(Work wanted) {
        return ended.isEmpty() && wanted.repeats(work);
    }

    TenantId owner() {
        return owner;
    }

    int total() {
        return work.total();
    }

    Instant began() {
        return began;
    }

    State state() {
        return state;
    }

    Optional<Instant> ended() {
        return ended;
    }

    /// Completes when it has ended, however.
    Future<Void> over() {
        return over.future();
    }

    void cancel() {
        if (ended.isEmpty()) {
            state = State.CANCELLED;
            work.cancel();
        }
    }

    private State unlessCancelled(State last) {
        return state == State.CANCELLED ? State.CANCELLED : last;
    }

    private void end(State last) {
        state = last;
        ended = Optional.of(Instant.now().truncatedTo(ChronoUnit.MICROS));
        over.complete();
    }

    Progress progress() {
        return new Progress(id, work.done(), work.report().encode());
    }

    /// Its end, for those who are told what happens.
    NodeEvent.JobEnded told() {
        return new NodeEvent.JobEnded(
                id,
                kind,
                owner,
                tenant,
                state.name().toLowerCase(Locale.ROOT),
                work.done(),
                Duration.between(began, ended.orElseThrow()));
    }

    KeptJobs.Kept now() {
        return new KeptJobs.Kept(
                id,
                kind,
                tenant,
                node,
                state,
                work.total(),
                work.done(),
                began,
                ended,
                ended.map(_ -> work.report().encode()));
    }
}
