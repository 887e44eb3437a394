package dev.berth.admin.state;

import dev.berth.admin.accounts.BatchOperations;
import dev.berth.admin.jobs.Jobs;
import dev.berth.admin.operation.Answer;
import dev.berth.admin.operation.Call;
import dev.berth.admin.operation.Operation;
import dev.berth.admin.operation.Page;
import dev.berth.admin.problem.Causes;
import dev.berth.admin.problem.Problem;
import dev.berth.admin.problem.Problem.Kind;
import dev.berth.admin.tenants.TenantOperations;
import dev.berth.endpoint.Directory;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/// Takes the steps of one call, one after the other, until one is refused, or a job that one has begun takes longer
/// than the caller waits. Lives on the context of the API.
final class Application {

    private static final Duration LONGEST = Duration.ofMinutes(10);

    private final Call call;
    private final List<List<Step>> moves;
    private final List<Step> steps;
    private final Outcome outcome;
    private final Tools tools;
    private final Future<?> patience;
    private final Promise<Answer> answer = Promise.promise();
    private final long begun = System.nanoTime();

    /// What steps are taken with.
    ///
    /// @param operations gives the operations of the API
    /// @param inTurn lets a step wait for calls for the same thing
    /// @param exchange takes several steps together
    /// @param told of each step
    record Tools(
            Function<String, Operation> operations,
            InTurn inTurn,
            Directory directory,
            Exchange exchange,
            Jobs jobs,
            StepRecord told,
            Vertx vertx) {}

    /// @param patience how long jobs are waited for, all in all
    Application(Call call, State.Difference difference, Duration patience, Tools tools) {
        this.call = call;
        this.moves = difference.moves();
        this.steps = difference.steps();
        this.outcome = difference.outcome();
        this.tools = tools;
        this.patience =
                patience.isZero() ? Future.succeededFuture() : tools.vertx().timer(patience.toMillis());
    }

    /// Takes them.
    ///
    /// @return 200 if all are done, 202 if a job goes on; fails with a [Problem] that tells of all steps
    Future<Answer> run() {
        take(0, 0);
        return answer.future();
    }

    /// What has become of steps.
    ///
    /// @param done how many are done
    /// @param then what is to be said of the next one
    static JsonObject report(List<Step> steps, int done, String then, boolean dryRun) {
        var list = new JsonArray();
        for (int i = 0; i < steps.size(); i++) {
            String untouched = i > done ? "planned" : then;
            list.add(steps.get(i).json(i < done ? "done" : untouched));
        }
        return new JsonObject().put("dryRun", dryRun).put("steps", list);
    }

    /// The steps of an answer.
    static JsonArray stepsOf(Answer answer) {
        return answer.body().orElse(null) instanceof Answer.Body.Json(JsonObject report)
                ? report.getJsonArray("steps")
                : new JsonArray();
    }

    /// @param done how many steps are done, in as many moves as there are before this one
    private void take(int move, int done) {
        if (move == moves.size()) {
            answer.complete(Answer.ok(report(steps, done, "planned", false)));
            return;
        }
        List<Step> next = moves.get(move);
        Future.succeededFuture(next)
                .map(this::inTime)
                .compose(this::recorded)
                .compose(started ->
                        job(started).map(this::waited).orElseGet(() -> Future.succeededFuture(Optional.empty())))
                .onComplete(
                        job -> job.ifPresentOrElse(
                                id -> answer.complete(later(done, id)), () -> take(move + 1, done + next.size())),
                        cause -> answer.fail(stopped(cause, done)));
    }

    private List<Step> inTime(List<Step> next) {
        if (System.nanoTime() - begun > LONGEST.toNanos()) {
            throw Problem.of(
                    Kind.UNAVAILABLE,
                    "It has taken more than " + LONGEST.toMinutes() + " minutes; send it again, and the rest is done");
        }
        return next;
    }

    private Future<Answer> recorded(List<Step> together) {
        long start = System.nanoTime();
        return Future.succeededFuture(together)
                .compose(move -> move.size() == 1
                        ? begin(move.getFirst())
                        : tools.exchange().run(move, outcome))
                .onSuccess(answered -> together.forEach(step -> tell(step, answered.status(), start)))
                .recover(cause -> {
                    Problem problem = Causes.problem(cause);
                    together.forEach(step -> tell(step, problem.kind().status(), start));
                    return Future.failedFuture(problem);
                });
    }

    private void tell(Step step, int status, long start) {
        tools.told().taken(call, step, status, Duration.ofNanos(System.nanoTime() - start));
    }

    private Future<Answer> begin(Step step) {
        Call part = part(step);
        return step.restoring()
                .map(restoring -> TenantOperations.visible(tools.directory(), call.caller(), part.tenant())
                        .compose(berth -> restoring.apply(berth.tenant().id()))
                        .map(_ -> Answer.done()))
                .orElseGet(() -> {
                    Operation operation = tools.operations().apply(step.operation());
                    return tools.inTurn()
                            .take(
                                    operation,
                                    step.path(),
                                    () -> operation.action().run(part));
                });
    }

    private Call part(Step step) {
        return new Call(
                call.caller(),
                name -> Objects.requireNonNull(step.path().get(name), name),
                new Page(Optional.empty(), Page.USUAL, Optional.empty()),
                Map.of(),
                Optional.empty(),
                step.body(),
                Optional.empty(),
                call.client());
    }

    /// The job that a step has begun.
    private static Optional<String> job(Answer begun) {
        return begun.status() == 202 && begun.body().orElse(null) instanceof Answer.Body.Json(JsonObject job)
                ? Optional.of(job.getString("id"))
                : Optional.empty();
    }

    /// @return the job if it goes on when the caller waits no more
    private Future<Optional<String>> waited(String id) {
        Future<JsonObject> end = tools.jobs().ended(id);
        return Future.any(end, patience).compose(_ -> {
            if (!end.isComplete()) {
                return Future.succeededFuture(Optional.of(id));
            }
            return end.map(job -> {
                requireDone(job);
                return Optional.empty();
            });
        });
    }

    private static void requireDone(JsonObject job) {
        if (!job.getString("state").equals("done")) {
            throw Problem.of(
                    Kind.CONFLICT, "Job " + job.getString("id") + ", which this needs, is " + job.getString("state"));
        }
        BatchOperations.requireNoneRefused(job.getJsonObject("report"));
    }

    private Answer later(int at, String job) {
        return Answer.accepted(report(steps, at, "running", false).put("job", job), "/jobs/" + job);
    }

    /// What was done before stays; the answer tells what that is.
    private Problem stopped(Throwable cause, int at) {
        return Causes.problem(cause)
                .with("steps", report(steps, at, "failed", false).getJsonArray("steps"));
    }
}
