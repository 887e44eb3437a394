package dev.berth.plan;

import dev.berth.quota.Quota;
import dev.berth.tenant.Limits;

/// What somebody may do only so much of.
///
/// @param limits at the same time, or in a while
/// @param quota in all
public record Allowance(Limits limits, Quota quota) {

    /// No limit at all.
    public static final Allowance NONE = new Allowance(Limits.NONE, Quota.NONE);
}
