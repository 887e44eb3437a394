package dev.berth.admin.tenants;

import dev.berth.endpoint.NewTenant;
import dev.berth.tenant.StatusCourse;
import java.util.Optional;

/// A tenant as it shall be.
///
/// @param course its status, and what becomes of it
/// @param force whether external address rules that look wrong are meant so
public record PlannedTenant(NewTenant place, StatusCourse course, boolean force) {

    /// The same with other passive ports.
    PlannedTenant with(TenantFields.Passive passive) {
        return new PlannedTenant(
                new NewTenant(
                        place.slug(),
                        place.name(),
                        place.storageRoot(),
                        place.fileOwner(),
                        place.endpoints(),
                        place.listeners(),
                        Optional.of(passive.range()),
                        passive.external(),
                        place.plan(),
                        place.knownBy()),
                course,
                passive.force());
    }
}
