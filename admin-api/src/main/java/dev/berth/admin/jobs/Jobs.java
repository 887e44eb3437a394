package dev.berth.admin.jobs;

import dev.berth.account.KeptJobs;
import dev.berth.account.KeptJobs.Kept;
import dev.berth.account.KeptJobs.State;
import dev.berth.admin.problem.Problem;
import dev.berth.admin.problem.Problem.Kind;
import dev.berth.observe.Events;
import dev.berth.quota.QuotaLedger;
import dev.berth.tenant.Slug;
import dev.berth.tenant.TenantFiles;
import dev.berth.tenant.TenantId;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The jobs: those that run here, and what the directory keeps of the others. Lives on the context of the API.
public final class Jobs {

    /// What counts the files of a tenant or an account.
    public static final String RECOUNT = "recount";

    /// The kind of a batch of accounts whose passwords are hashed.
    public static final String ACCOUNT_BATCH = "account-batch";

    /// All kinds.
    public static final Set<String> KINDS = Set.of(RECOUNT, ACCOUNT_BATCH, KeptJobs.REMOVAL);

    /// The member of a report that says why there is no other.
    public static final String WHY = "detail";

    private static final Logger LOG = LoggerFactory.getLogger(Jobs.class);
    private static final int ID_OCTETS = 16;
    private static final long AGAIN_MILLIS = 5_000;

    private final Vertx vertx;
    private final String node;
    private final KeptJobs kept;
    private final TenantFiles files;
    private final Events events;
    private final SecureRandom random = new SecureRandom();
    private final Map<String, Job> running = new LinkedHashMap<>();
    private final JobPlaces places = new JobPlaces();

    /// @param node this node's id
    /// @param files what jobs remove
    /// @param events told of their ends
    public Jobs(Vertx vertx, String node, KeptJobs kept, TenantFiles files, Events events) {
        this.vertx = vertx;
        this.node = node;
        this.kept = kept;
        this.files = files;
        this.events = events;
    }

    /// What an earlier life of this node has left undone is told so; removals of files go on.
    public Future<Void> begin() {
        return kept.interrupted(node, Instant.now())
                .onSuccess(jobs -> {
                    if (jobs > 0) {
                        LOG.atWarn().addKeyValue("jobs", jobs).log("jobs were interrupted by the end of the node");
                    }
                })
                .compose(_ -> kept.removals(node))
                .onSuccess(removals -> removals.forEach(removal -> {
                    JsonObject _ = remove(removal);
                }))
                .mapEmpty();
    }

    /// The order to remove the files of a tenant, for who removes the tenant.
    public TenantFiles.Ordered order() {
        return new TenantFiles.Ordered(newId(), node);
    }

    /// Carries such an order out, in the background and however many run.
    ///
    /// @return the job as it is answered
    public JsonObject remove(KeptJobs.Removal removal) {
        var job = new Job(
                removal.job(),
                KeptJobs.REMOVAL,
                node,
                removal.slug(),
                removal.tenant(),
                new FileRemoval(files, removal.root()));
        running.put(job.id(), job);
        run(job);
        return json(job.now());
    }

    /// Starts one, unless one runs that does the same.
    ///
    /// @param starter the tenant of who asks for it; empty for who sees all
    /// @return the job as it is answered
    /// @throws Problem 503 if too many run, of the tenant or of all
    public Future<JsonObject> start(
            String kind, Slug tenant, TenantId owner, Optional<TenantId> starter, Job.Work work) {
        Optional<Job> same =
                running.values().stream().filter(job -> job.does(work)).findFirst();
        if (same.isPresent()) {
            return Future.succeededFuture(json(same.get().now()));
        }
        String id = newId();
        places.take(id, owner, starter);
        var job = new Job(id, kind, node, tenant, owner, work);
        running.put(id, job);
        return kept.begun(id, kind, owner, node, job.total(), job.began())
                .onFailure(_ -> {
                    places.leave(id);
                    running.remove(id);
                })
                .map(_ -> {
                    run(job);
                    return json(job.now());
                });
    }

    /// One that was started here, when it has ended.
    ///
    /// @return as it is answered, with its report
    public Future<JsonObject> ended(String id) {
        return Optional.ofNullable(running.get(id))
                .map(job -> job.over().map(_ -> job.now()))
                .orElseGet(() -> one(id, Optional.empty()))
                .map(Jobs::json);
    }

    /// Says nothing of how many there are, and cannot be guessed.
    private String newId() {
        byte[] octets = new byte[ID_OCTETS];
        random.nextBytes(octets);
        return HexFormat.of().formatHex(octets);
    }

    private void run(Job job) {
        job.start().onFailure(cause -> failed(job, cause)).onComplete(_ -> ended(job), _ -> ended(job));
    }

    private static void failed(Job job, Throwable cause) {
        if (job.state() == State.CANCELLED) {
            LOG.atInfo().addKeyValue("job", job.id()).log("job was cancelled");
        } else if (cause instanceof QuotaLedger.StillBusy) {
            LOG.atInfo().addKeyValue("job", job.id()).log("job failed: files were stored all the time");
        } else {
            LOG.atError().setCause(cause).addKeyValue("job", job.id()).log("job failed");
        }
    }

    private void ended(Job job) {
        events.publish(job.told());
        write(job);
    }

    /// As long as the directory does not know that it has ended, it is kept here.
    private void write(Job job) {
        kept.ended(job.progress(), job.state(), job.ended().orElseThrow())
                .onComplete(
                        _ -> {
                            places.leave(job.id());
                            running.remove(job.id());
                        },
                        cause -> {
                            LOG.atWarn()
                                    .setCause(cause)
                                    .addKeyValue("job", job.id())
                                    .log("the end of a job is not kept yet");
                            vertx.setTimer(AGAIN_MILLIS, _ -> write(job));
                        });
    }

    /// Those that the holder of a tenant sees.
    Future<List<Kept>> all(Optional<TenantId> tenant) {
        return kept.all(tenant)
                .map(known -> known.stream()
                        .map(each -> Optional.ofNullable(running.get(each.id()))
                                .map(Job::now)
                                .orElse(each))
                        .toList());
    }

    /// One that the holder of a tenant sees.
    ///
    /// @return fails with 404
    Future<Kept> one(String id, Optional<TenantId> tenant) {
        Job job = running.get(id);
        if (job != null && (tenant.isEmpty() || job.owner().equals(tenant.get()))) {
            return Future.succeededFuture(job.now());
        }
        return kept.one(id, tenant)
                .map(found -> found.orElseThrow(() -> Problem.of(Kind.NOT_FOUND, "There is no such job")));
    }

    /// Ends one that runs here.
    public void cancel(String id) {
        Optional.ofNullable(running.get(id)).ifPresent(Job::cancel);
    }

    /// Without the report, which may be long.
    static JsonObject brief(Kept job) {
        var json = new JsonObject()
                .put("id", job.id())
                .put("kind", job.kind())
                .put("tenant", job.tenant().value())
                .put("node", job.node())
                .put("state", job.state().name().toLowerCase(Locale.ROOT))
                .put("done", job.done())
                .put("total", job.total())
                .put("began", job.began().toString());
        job.ended().ifPresent(end -> json.put("ended", end.toString()));
        return json;
    }

    /// As it is answered.
    static JsonObject json(Kept job) {
        JsonObject json = brief(job);
        if (job.state() != State.RUNNING && job.ended().isPresent()) {
            Optional<JsonObject> report = job.report().map(JsonObject::new);
            switch (job.kind()) {
                case KeptJobs.REMOVAL -> {}
                case RECOUNT ->
                    report.filter(found -> !found.isEmpty())
                            .ifPresent(found -> json.mergeIn(
                                    found.containsKey(WHY) ? found : new JsonObject().put(RECOUNT, found)));
                default -> json.put("report", report.orElseGet(Jobs::nothing));
            }
        }
        return json;
    }

    private static JsonObject nothing() {
        return new JsonObject().put("created", 0).put("refused", 0).put("rows", new JsonArray());
    }
}
