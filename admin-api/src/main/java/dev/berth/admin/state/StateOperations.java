package dev.berth.admin.state;

import static dev.berth.account.Administrator.Role.OPERATOR;

import dev.berth.account.AccountAlterations;
import dev.berth.account.AccountBatches;
import dev.berth.account.SecondFactors;
import dev.berth.admin.operation.Answer;
import dev.berth.admin.operation.Call;
import dev.berth.admin.operation.Operation;
import dev.berth.admin.operation.Page;
import dev.berth.admin.problem.Problem;
import dev.berth.admin.problem.Problem.Kind;
import dev.berth.audit.AuditTrail;
import dev.berth.endpoint.Directory;
import dev.berth.plan.Plans;
import dev.berth.tenant.DirectoryRefused;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/// `/state`.
public final class StateOperations {

    private final State state;
    private final Function<String, Operation> operations;

    /// @param operations gives the other operations, of which a change of the whole is made
    public StateOperations(
            Directory directory,
            AccountAlterations accounts,
            AccountBatches batches,
            Plans plans,
            SecondFactors factors,
            AuditTrail audits,
            Function<String, Operation> operations) {
        this.state = new State(
                directory,
                List.of(
                        new EndpointSection(),
                        new PlanSection(plans),
                        new TenantSection(Stream.concat(
                                        TenantSettings.all(directory, plans, audits).stream(),
                                        Stream.of(new AccountSection(accounts, batches, plans, factors)))
                                .toList())));
        this.operations = operations;
    }

    /// All of them, with who may call them.
    public List<Operation> all() {
        return List.of(
                new Operation("exportState", Set.of(OPERATOR), this::export),
                new Operation("applyState", Set.of(OPERATOR), this::apply).withLargeBody());
    }

    private Future<Answer> export(Call call) {
        return state.read(call.flag("hashes")).map(Answer::ok);
    }

    private Future<Answer> apply(Call call) {
        boolean dryRun = call.flag("dryRun");
        boolean prune = call.flag("prune");
        return state.read(false).compose(now -> {
            List<Step> steps = state.difference(now, call.body(), prune);
            steps.forEach(step -> requireMay(call, step));
            return dryRun
                    ? Future.succeededFuture(Answer.ok(report(steps, 0, true)))
                    : run(call, steps, 0).map(_ -> Answer.ok(report(steps, steps.size(), false)));
        });
    }

    /// A token that is limited to some operations cannot do more by this one.
    private void requireMay(Call call, Step step) {
        Operation operation = operations.apply(step.operation());
        if (!call.caller().may(operation.names(), operation.roles())) {
            throw Problem.of(Kind.FORBIDDEN, "This token is limited to other operations than " + operation.id());
        }
    }

    private Future<Void> run(Call call, List<Step> steps, int next) {
        if (next == steps.size()) {
            return Future.succeededFuture();
        }
        Step step = steps.get(next);
        return Future.succeededFuture()
                .compose(_ -> operations.apply(step.operation()).action().run(part(call, step)))
                .recover(cause -> Future.failedFuture(stopped(cause, steps, next)))
                .compose(_ -> run(call, steps, next + 1));
    }

    private static Call part(Call call, Step step) {
        return new Call(
                call.caller(),
                name -> Objects.requireNonNull(step.path().get(name), name),
                new Page(Optional.empty(), Page.USUAL, Optional.empty()),
                Map.of(),
                Optional.empty(),
                step.body(),
                Optional.empty());
    }

    /// What was done before stays; the answer tells what that is.
    private static Throwable stopped(Throwable cause, List<Step> steps, int at) {
        Problem problem = switch (cause) {
            case Problem known -> known;
            case DirectoryRefused refused -> Problem.of(refused);
            default -> null;
        };
        return problem == null
                ? cause
                : problem.with("steps", report(steps, at, false).getJsonArray("steps"));
    }

    private static JsonObject report(List<Step> steps, int done, boolean dryRun) {
        var list = new JsonArray();
        for (int i = 0; i < steps.size(); i++) {
            String untouched = dryRun || i > done ? "planned" : "failed";
            list.add(steps.get(i).json(i < done ? "done" : untouched));
        }
        return new JsonObject().put("dryRun", dryRun).put("steps", list);
    }
}
