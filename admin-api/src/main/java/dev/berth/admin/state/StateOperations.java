package dev.berth.admin.state;

import static dev.berth.account.Administrator.Role.OPERATOR;

import dev.berth.admin.change.Changes;
import dev.berth.admin.jobs.Jobs;
import dev.berth.admin.operation.Answer;
import dev.berth.admin.operation.Call;
import dev.berth.admin.operation.Operation;
import dev.berth.admin.problem.FieldFault;
import dev.berth.admin.problem.Problem;
import dev.berth.admin.problem.Problem.Kind;
import dev.berth.admin.security.Scopes;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/// `/state`.
public final class StateOperations {

    private static final String HASHES = "hashes";
    private static final String WAIT = "wait";
    private static final String USUAL_WAIT = "10";

    /// Held while a document is applied, on whatever node.
    private static final String LOCK = "berth.state";

    private static final int MOST_STEPS = 50_000;

    private final State state;
    private final Surroundings surroundings;
    private final Application.Tools tools;

    /// @param sources what the state is read from
    /// @param surroundings asked before anything is done
    /// @param operations gives the other operations, of which a change of the whole is made
    /// @param inTurn lets each of them wait for calls for the same thing
    /// @param changes tells the nodes of those that are taken together
    /// @param told of each of them
    public StateOperations(
            Sources sources,
            Surroundings surroundings,
            Function<String, Operation> operations,
            InTurn inTurn,
            Changes changes,
            Jobs jobs,
            StepRecord told,
            Vertx vertx) {
        this.state = sources.state();
        this.surroundings = surroundings;
        this.tools = new Application.Tools(
                operations,
                inTurn,
                sources.directory(),
                new Exchange(sources.alterations(), changes, vertx),
                jobs,
                told,
                vertx);
    }

    /// All of them, with who may call them.
    public List<Operation> all() {
        return List.of(
                new Operation("exportState", Set.of(OPERATOR), this::export),
                new Operation("applyState", Set.of(OPERATOR), this::apply).withLargeBody());
    }

    private Future<Answer> export(Call call) {
        boolean hashes = call.flag(HASHES);
        if (hashes && !Scopes.coverSecrets(call.caller().operations())) {
            throw Problem.of(
                    Kind.FORBIDDEN,
                    "This token is limited; hashes=true is for those whose operations name exportState");
        }
        return state.read(hashes)
                .onSuccess(_ -> {
                    if (hashes) {
                        tools.told().secrets(call, "exportState", HASHES + "=true");
                    }
                })
                .map(Answer::ok);
    }

    private Future<Answer> apply(Call call) {
        boolean dryRun = call.flag("dryRun");
        boolean prune = call.flag("prune");
        Duration patience = patience(call);
        if (dryRun) {
            return planned(call, prune)
                    .map(difference -> Answer.ok(Application.report(difference.steps(), 0, "planned", true)));
        }
        return tools.vertx()
                .sharedData()
                .getLockWithTimeout(LOCK, 1)
                .recover(_ -> Future.failedFuture(Problem.of(
                        Kind.CONFLICT, "Another document is being applied; send this one again when that is done")))
                .compose(lock -> planned(call, prune)
                        .compose(difference -> new Application(call, difference, patience, tools).run())
                        .compose(done -> confirmed(call, prune, done))
                        .onComplete(_ -> lock.release(), _ -> lock.release()));
    }

    /// Everything that can be known to be wrong is found here.
    private Future<State.Difference> planned(Call call, boolean prune) {
        return state.read(false).compose(now -> {
            State.Difference difference = state.difference(now, call.body(), prune);
            List<Step> steps = difference.steps();
            if (steps.size() > MOST_STEPS) {
                throw Problem.invalid(List.of(FieldFault.of(
                        "(all)", steps.size() + " steps", "takes at most " + MOST_STEPS + "; send it in parts")));
            }
            steps.forEach(step -> requireMay(call, step));
            return surroundings.check(difference.outcome()).map(difference);
        });
    }

    /// Calls for one thing go on meanwhile, and so may a document on another node that lost sight of this one: what is
    /// answered 200 was there as a whole.
    private Future<Answer> confirmed(Call call, boolean prune, Answer done) {
        if (done.status() != 200) {
            return Future.succeededFuture(done);
        }
        return state.read(false).map(now -> {
            if (!isThere(now, call.body(), prune)) {
                Problem meanwhile = Problem.of(
                        Kind.CONFLICT,
                        "Somebody else has changed something meanwhile, so that it is not what the document says; send"
                                + " it again");
                throw meanwhile.with("steps", Application.stepsOf(done));
            }
            return done;
        });
    }

    private boolean isThere(JsonObject now, JsonObject wanted, boolean prune) {
        try {
            return state.difference(now, wanted, prune).moves().isEmpty();
        } catch (Problem _) {
            return false;
        }
    }

    private static Duration patience(Call call) {
        String text = call.filter(WAIT).orElse(USUAL_WAIT);
        if (!text.matches("[0-5]?[0-9]|60")) {
            throw Problem.invalid(List.of(FieldFault.of(WAIT, text, "whole seconds from 0 to 60")));
        }
        return Duration.ofSeconds(Long.parseLong(text));
    }

    /// A token that is limited to some operations cannot do more by this one.
    private void requireMay(Call call, Step step) {
        Operation operation = tools.operations().apply(step.operation());
        if (!call.caller().may(operation.names(), operation.roles())) {
            throw Problem.of(Kind.FORBIDDEN, "This token is limited to other operations than " + operation.id());
        }
    }
}
