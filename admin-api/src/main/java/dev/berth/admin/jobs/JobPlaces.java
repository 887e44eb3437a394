package dev.berth.admin.jobs;

import dev.berth.admin.problem.Problem;
import dev.berth.admin.problem.Problem.Kind;
import dev.berth.tenant.TenantId;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// How many jobs that somebody has asked for run at a node: so many of a tenant, and of all so many that who sees all
/// finds a place whatever tenants do. Lives on the context of the API.
final class JobPlaces {

    private static final int MOST = 10;
    private static final int MOST_OF_TENANTS = 9;
    private static final int MOST_OF_ONE = 3;

    private final Map<String, Place> taken = new HashMap<>();

    /// @param tenant whose job it is
    /// @param starter the tenant of who has asked for it; empty for who sees all
    private record Place(TenantId tenant, Optional<TenantId> starter) {}

    /// Takes one.
    ///
    /// @param tenant whose job it is
    /// @param starter the tenant of who asks for it; empty for who sees all
    /// @throws Problem 503 if there is none
    void take(String job, TenantId tenant, Optional<TenantId> starter) {
        var place = new Place(tenant, starter);
        if (taken.values().stream().filter(place::equals).count() >= MOST_OF_ONE) {
            throw Problem.of(Kind.UNAVAILABLE, MOST_OF_ONE + " jobs of the tenant run here; wait for the end of one");
        }
        long ofTenants = taken.values().stream()
                .filter(other -> other.starter().isPresent())
                .count();
        if (taken.size() >= MOST || (starter.isPresent() && ofTenants >= MOST_OF_TENANTS)) {
            throw Problem.of(Kind.UNAVAILABLE, "As many jobs run here as may; wait for the end of one");
        }
        taken.put(job, place);
    }

    /// Gives it back; nothing if the job has none.
    void leave(String job) {
        taken.remove(job);
    }
}
