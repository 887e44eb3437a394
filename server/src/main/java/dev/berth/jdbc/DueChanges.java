package dev.berth.jdbc;

import dev.berth.tenant.StatusCourse;
import dev.berth.tenant.TenantId;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// When the status of tenants changes by itself, as far as this process has read of it, so that sessions can be told
/// to look again when a time has come. A time that does not hold any more costs one look too many.
final class DueChanges {

    private final InstantSource clock;
    private final Map<TenantId, Instant> due = new ConcurrentHashMap<>();
    private final Map<TenantId, Long> passed = new ConcurrentHashMap<>();

    DueChanges(InstantSource clock) {
        this.clock = clock;
    }

    /// Somebody has read what becomes of a tenant.
    void heard(TenantId tenant, StatusCourse course) {
        course.next().ifPresent(at -> due.merge(tenant, at, (one, other) -> one.isBefore(other) ? one : other));
    }

    /// How many such times of a tenant have come.
    long passed(TenantId tenant) {
        Instant at = due.get(tenant);
        if (at != null && !clock.instant().isBefore(at) && due.remove(tenant, at)) {
            passed.merge(tenant, 1L, Long::sum);
        }
        return passed.getOrDefault(tenant, 0L);
    }
}
