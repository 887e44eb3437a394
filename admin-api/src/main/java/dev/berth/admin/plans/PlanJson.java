package dev.berth.admin.plans;

import static java.util.Locale.ROOT;

import dev.berth.admin.limits.LimitJson;
import dev.berth.admin.operation.MergePatch;
import dev.berth.admin.problem.Fields;
import dev.berth.admin.quotas.QuotaJson;
import dev.berth.plan.Allowance;
import dev.berth.plan.Plan;
import dev.berth.plan.Plans.Version;
import dev.berth.plan.Terms;
import dev.berth.plan.Terms.Term;
import dev.berth.quota.Quota;
import dev.berth.tenant.Limit;
import dev.berth.tenant.Limits;
import dev.berth.tenant.PlanName;
import io.vertx.core.json.JsonObject;
import java.util.Optional;

/// Plans as requests bring them, and as the contract writes them.
public final class PlanJson {

    private PlanJson() {}

    /// The plan as a request would write it.
    public static JsonObject asRequest(Plan plan) {
        return new JsonObject()
                .put("name", plan.name().value())
                .put("description", plan.description())
                .mergeIn(write(plan.allowance()));
    }

    /// Whether a merge patch would change a plan.
    ///
    /// @param now as [#asRequest] writes it
    /// @throws dev.berth.admin.problem.Problem with everything that is wrong with the patch
    public static boolean isChangedBy(JsonObject now, JsonObject patch) {
        return !Fields.read(MergePatch.apply(now, patch), patch, PlanJson::wanted)
                .equals(Fields.read(now, PlanJson::wanted));
    }

    /// Reads a request for a new plan.
    ///
    /// @throws dev.berth.admin.problem.Problem with everything that is wrong with it
    public static void check(JsonObject request) {
        Plan.Wanted _ = Fields.read(request, PlanJson::wanted);
    }

    static Optional<Plan.Wanted> wanted(Fields fields) {
        Optional<PlanName> name = fields.required("name", PlanName.RULE, PlanName::new);
        Optional<String> description = fields.optional(
                "description",
                Plan.Wanted.DESCRIPTION_RULE,
                text -> new Plan.Wanted(new PlanName("x"), text, Allowance.NONE).description());
        Limits limits = fields.object("limits", "limits by name", inside -> LimitJson.of(inside, _ -> true))
                .orElse(Limits.NONE);
        Quota quota = fields.object("quota", "octets, files and volume", QuotaJson::of)
                .orElse(Quota.NONE);
        return name.map(known -> new Plan.Wanted(known, description.orElse(""), new Allowance(limits, quota)));
    }

    static JsonObject of(Plan plan) {
        return asRequest(plan).put("version", plan.version()).put("tenants", plan.tenants());
    }

    static JsonObject of(Version version) {
        return new JsonObject()
                .put("version", version.number())
                .put("made", version.made().toString())
                .mergeIn(write(version.allowance()));
    }

    static JsonObject of(Terms terms) {
        var limits = new JsonObject();
        for (Limit limit : Limit.values()) {
            limits.put(limit.key(), term(terms.of(limit)));
        }
        var quota = new JsonObject();
        QuotaJson.PARTS.forEach((name, part) -> quota.put(name, term(terms.of(part))));
        var json = new JsonObject().put("limits", limits).put("quota", quota);
        terms.plan().ifPresent(plan -> json.put("plan", plan.name().value()).put("version", plan.version()));
        return json;
    }

    private static JsonObject term(Term term) {
        var json = new JsonObject().put("from", term.source().name().toLowerCase(ROOT));
        return term.number() == Limits.UNLIMITED ? json : json.put("value", term.number());
    }

    private static JsonObject write(Allowance allowance) {
        return new JsonObject()
                .put("limits", LimitJson.write(allowance.limits()))
                .put("quota", QuotaJson.write(allowance.quota()));
    }
}
