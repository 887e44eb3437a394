package dev.berth.plan;

import dev.berth.tenant.Limit;
import java.util.Optional;
import java.util.function.ToLongFunction;

/// What holds for a tenant, and why.
///
/// @param own what was said of the tenant itself
/// @param plan what it follows
public record Terms(Allowance own, Optional<Plan> plan) {

    /// Where a value comes from.
    public enum Source {
        /// It was said of the tenant itself.
        OWN,
        /// The tenant's plan says it.
        PLAN,
        /// Nobody says anything: there is no limit.
        DEFAULT
    }

    /// A value.
    ///
    /// @param number [dev.berth.tenant.Limits#UNLIMITED] if there is no limit
    public record Term(long number, Source source) {}

    /// What holds of a limit.
    public Term of(Limit limit) {
        return of(allowance -> allowance.limits().of(limit));
    }

    /// What holds of a part of the quota.
    ///
    /// @param part takes the part of an allowance
    public Term of(ToLongFunction<Allowance> part) {
        long none = part.applyAsLong(Allowance.NONE);
        long mine = part.applyAsLong(own);
        if (mine != none) {
            return new Term(mine, Source.OWN);
        }
        long planned = part.applyAsLong(plan.map(Plan::allowance).orElse(Allowance.NONE));
        return new Term(planned, planned == none ? Source.DEFAULT : Source.PLAN);
    }
}
