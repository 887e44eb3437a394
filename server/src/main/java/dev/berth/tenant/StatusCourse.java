package dev.berth.tenant;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/// The status of a tenant, and what becomes of it by itself.
///
/// @param status what holds until the first change
/// @param reason why, for the users of the tenant; empty if nobody said, and for an active tenant
/// @param changes what is to come, in the order of time
public record StatusCourse(TenantStatus status, String reason, List<Change> changes) {

    /// How many characters a reason has at most.
    public static final int LONGEST_REASON = 300;

    /// @throws IllegalArgumentException if the changes are not in the order of time
    public StatusCourse {
        reason = status == TenantStatus.ACTIVE ? "" : reason;
        changes = List.copyOf(changes);
        for (int i = 1; i < changes.size(); i++) {
            if (!changes.get(i - 1).at().isBefore(changes.get(i).at())) {
                throw new IllegalArgumentException("each change comes after the one before");
            }
        }
    }

    /// One change.
    ///
    /// @param at when, in whole seconds
    /// @param status what holds from then on
    /// @param reason why
    public record Change(Instant at, TenantStatus status, String reason) {

        public Change {
            at = at.truncatedTo(ChronoUnit.SECONDS);
            reason = status == TenantStatus.ACTIVE ? "" : reason;
        }
    }

    /// The same status for good.
    public static StatusCourse of(TenantStatus status) {
        return new StatusCourse(status, "", List.of());
    }

    /// What is left of it at a time: the changes that are due then have been made.
    public StatusCourse at(Instant now) {
        int due = 0;
        while (due < changes.size() && !changes.get(due).at().isAfter(now)) {
            due++;
        }
        if (due == 0) {
            return this;
        }
        Change last = changes.get(due - 1);
        return new StatusCourse(last.status(), last.reason(), changes.subList(due, changes.size()));
    }

    /// When it changes next.
    public Optional<Instant> next() {
        return changes.stream().map(Change::at).findFirst();
    }
}
