package dev.berth.admin.plans;

import static dev.berth.account.Administrator.Role.AUDITOR;
import static dev.berth.account.Administrator.Role.OPERATOR;
import static dev.berth.account.Administrator.Role.TENANT_ADMIN;

import dev.berth.admin.change.Changes;
import dev.berth.admin.change.NodeStates;
import dev.berth.admin.operation.Answer;
import dev.berth.admin.operation.Call;
import dev.berth.admin.operation.MergePatch;
import dev.berth.admin.operation.Operation;
import dev.berth.admin.problem.FieldFault;
import dev.berth.admin.problem.Fields;
import dev.berth.admin.problem.Problem;
import dev.berth.admin.problem.Problem.Kind;
import dev.berth.admin.tenants.TenantOperations;
import dev.berth.endpoint.Directory;
import dev.berth.endpoint.Directory.Revised;
import dev.berth.plan.Plan;
import dev.berth.plan.Plans;
import dev.berth.tenant.PlanName;
import dev.berth.tenant.Slug;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// `/plans`, and `/tenants/{tenant}/limits/in-force`.
public final class PlanOperations {

    private final Directory directory;
    private final Plans plans;
    private final Changes changes;

    public PlanOperations(Directory directory, Plans plans, Changes changes) {
        this.directory = directory;
        this.plans = plans;
        this.changes = changes;
    }

    /// All of them, with who may call them.
    public List<Operation> all() {
        return List.of(
                new Operation("listPlans", Set.of(OPERATOR, AUDITOR), this::list),
                new Operation("createPlan", Set.of(OPERATOR), this::create),
                new Operation("getPlan", Set.of(OPERATOR, AUDITOR), this::get),
                new Operation("changePlan", Set.of(OPERATOR), this::change),
                new Operation("deletePlan", Set.of(OPERATOR), this::delete),
                new Operation("listPlanVersions", Set.of(OPERATOR, AUDITOR), this::versions),
                new Operation("getTenantTerms", Set.of(OPERATOR, AUDITOR, TENANT_ADMIN), this::terms));
    }

    private Future<Answer> list(Call call) {
        requireSight(call);
        return plans.all()
                .map(all -> Answer.ok(call.page().of(all, plan -> plan.name().value(), PlanJson::of)));
    }

    private Future<Answer> create(Call call) {
        Plan.Wanted wanted = Fields.read(call.body(), PlanJson::wanted);
        return plans.create(wanted).compose(this::changed).map(body -> Answer.created(body, "/plans/" + wanted.name()));
    }

    private Future<Answer> get(Call call) {
        requireSight(call);
        return plans.one(name(call))
                .map(now -> Answer.ok(PlanJson.of(now.value())).tagged(now.revision()));
    }

    private Future<Answer> change(Call call) {
        PlanName name = name(call);
        return plans.one(name).compose(now -> {
            JsonObject merged = MergePatch.apply(PlanJson.asRequest(now.value()), call.body());
            if (!name.value().equals(merged.getValue("name"))) {
                throw Problem.invalid(
                        List.of(FieldFault.of("name", String.valueOf(merged.getValue("name")), "cannot be changed")));
            }
            Plan.Wanted wanted = Fields.read(merged, call.body(), PlanJson::wanted);
            return plans.change(wanted, Optional.of(call.seen().orElse(now.revision())))
                    .compose(done -> changed(done).map(body -> Answer.ok(body).tagged(done.revision())));
        });
    }

    private Future<Answer> delete(Call call) {
        return plans.remove(name(call), call.seen()).compose(this::announced).map(Answer::ok);
    }

    private Future<Answer> versions(Call call) {
        requireSight(call);
        return plans.versions(name(call))
                .map(all ->
                        Answer.ok(call.page().of(all, version -> "%010d".formatted(version.number()), PlanJson::of)));
    }

    private Future<Answer> terms(Call call) {
        return TenantOperations.visible(directory, call.caller(), call.tenant())
                .compose(berth -> plans.terms(berth.tenant().id()))
                .map(terms -> Answer.ok(PlanJson.of(terms)));
    }

    private Future<JsonObject> changed(Revised<Plan> done) {
        return announced(done.revision()).map(body -> body.put("plan", PlanJson.of(done.value())));
    }

    private Future<JsonObject> announced(long revision) {
        return changes.announce(revision, Optional.empty())
                .map(applied -> new JsonObject()
                        .put("revision", revision)
                        .put("nodes", new NodeStates(Optional.empty(), Set.of()).toJson(changes.node(), applied)));
    }

    private static PlanName name(Call call) {
        String text = call.path().get("plan");
        if (!Slug.isValid(text)) {
            throw Problem.of(Kind.NOT_FOUND, "There is no such plan");
        }
        return new PlanName(text);
    }

    private static void requireSight(Call call) {
        if (call.caller().tenant().isPresent()) {
            throw Problem.of(Kind.FORBIDDEN, "An auditor of one tenant does not see the plans");
        }
    }
}
