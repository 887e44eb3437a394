package dev.berth.admin.state;

import static dev.berth.account.Administrator.Role.OPERATOR;

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
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/// `/state`.
public final class StateOperations {

    private static final String HASHES = "hashes";
    private static final String WAIT = "wait";
    private static final String USUAL_WAIT = "10";

    private final State state;
    private final Application.Tools tools;

    /// @param sources what the state is read from
    /// @param operations gives the other operations, of which a change of the whole is made
    /// @param told of each of them
    public StateOperations(
            Sources sources, Function<String, Operation> operations, Jobs jobs, StepRecord told, Vertx vertx) {
        this.state = sources.state();
        this.tools = new Application.Tools(operations, sources.directory(), jobs, told, vertx);
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
        return state.read(false).compose(now -> {
            List<Step> steps = state.difference(now, call.body(), prune);
            steps.forEach(step -> requireMay(call, step));
            return dryRun
                    ? Future.succeededFuture(Answer.ok(Application.report(steps, 0, "planned", true)))
                    : new Application(call, steps, patience, tools).run();
        });
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
