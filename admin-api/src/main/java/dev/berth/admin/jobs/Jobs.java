package dev.berth.admin.jobs;

import dev.berth.admin.problem.Problem;
import dev.berth.admin.problem.Problem.Kind;
import dev.berth.tenant.Slug;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The jobs of this node: those that run, and those that have ended within the last hour. They end with the process.
/// Lives on the context of the API.
public final class Jobs {

    private static final Logger LOG = LoggerFactory.getLogger(Jobs.class);
    private static final Duration KEPT = Duration.ofHours(1);
    private static final int MOST_RUNNING = 10;
    private static final int MOST = 100;

    private final String node;
    private final Map<String, Job> jobs = new LinkedHashMap<>();
    private long last;

    /// @param node part of the ids
    public Jobs(String node) {
        this.node = node;
    }

    /// Starts one.
    ///
    /// @return its id
    /// @throws Problem 503 if too many run
    public String start(String kind, Slug tenant, Job.Work work) {
        sweep();
        if (jobs.values().stream().filter(Job::isRunning).count() >= MOST_RUNNING) {
            throw Problem.of(Kind.UNAVAILABLE, MOST_RUNNING + " jobs run; wait for the end of one");
        }
        String id = node + "-" + String.format("%06d", ++last);
        var job = new Job(id, kind, tenant, work);
        jobs.put(id, job);
        job.start()
                .onComplete(
                        _ -> {},
                        cause -> LOG.atError()
                                .setCause(cause)
                                .addKeyValue("job", id)
                                .log("job failed"));
        return id;
    }

    /// One of them as it is answered.
    public JsonObject json(String id) {
        return find(id).orElseThrow(() -> new IllegalArgumentException("no such job"))
                .json();
    }

    Optional<Job> find(String id) {
        return Optional.ofNullable(jobs.get(id));
    }

    List<Job> all() {
        sweep();
        return List.copyOf(jobs.values());
    }

    private void sweep() {
        Instant old = Instant.now().minus(KEPT);
        jobs.values().removeIf(job -> job.endedBefore(old));
        while (jobs.size() >= MOST && jobs.values().removeIf(new FirstEnded()::test)) {
            // The oldest that has ended makes room.
        }
    }

    private static final class FirstEnded {
        private boolean found;

        private boolean test(Job job) {
            boolean first = !found && !job.isRunning();
            found |= first;
            return first;
        }
    }
}
