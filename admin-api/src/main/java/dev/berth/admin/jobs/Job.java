package dev.berth.admin.jobs;

import dev.berth.tenant.Slug;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Work that goes on after its request was answered. Lives on the context of the API.
public final class Job {

    private final String id;
    private final String kind;
    private final Slug tenant;
    private final Work work;
    private final Instant began = Instant.now();
    private State state = State.RUNNING;
    private @Nullable Instant ended;

    /// What is to be done.
    public interface Work {

        /// How many steps it has.
        int total();

        /// How many are done.
        int done();

        /// Does it; what goes wrong with one step is told by [#report].
        Future<Void> run();

        /// It is not wanted any more: the next step is not begun.
        void cancel();

        /// What came of it, when it has ended.
        JsonObject report();
    }

    enum State {
        RUNNING,
        DONE,
        CANCELLED,
        FAILED
    }

    Job(String id, String kind, Slug tenant, Work work) {
        this.id = id;
        this.kind = kind;
        this.tenant = tenant;
        this.work = work;
    }

    Future<Void> start() {
        return work.run()
                .onComplete(_ -> end(state == State.CANCELLED ? State.CANCELLED : State.DONE), _ -> end(State.FAILED));
    }

    String id() {
        return id;
    }

    Slug tenant() {
        return tenant;
    }

    boolean isRunning() {
        return ended == null;
    }

    boolean endedBefore(Instant time) {
        return ended != null && ended.isBefore(time);
    }

    void cancel() {
        if (isRunning()) {
            state = State.CANCELLED;
            work.cancel();
        }
    }

    private void end(State last) {
        state = last;
        ended = Instant.now();
    }

    JsonObject json() {
        var json = new JsonObject()
                .put("id", id)
                .put("kind", kind)
                .put("tenant", tenant.value())
                .put("state", state.name().toLowerCase(java.util.Locale.ROOT))
                .put("done", work.done())
                .put("total", work.total())
                .put("began", began.toString());
        Instant end = ended;
        if (end != null) {
            json.put("ended", end.toString()).put("report", work.report());
        }
        return json;
    }
}
