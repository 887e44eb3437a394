package dev.berth.endpoint;

import dev.berth.tenant.PlanName;
import dev.berth.tenant.StatusCourse;
import dev.berth.tenant.Tenant;
import java.util.List;
import java.util.Optional;

/// The place that one tenant has: where it is reached, and on which ports its data flows.
///
/// @param tenant whose it is
/// @param endpoints where it is served, by id; at least one
/// @param range its own passive ports; without them it uses the shared pool of its endpoint
/// @param external what its clients are told in 227; first match wins; empty means `auto` for everybody
/// @param data what it allows of data connections
/// @param course what becomes of its status by itself
/// @param plan where its limits come from that it does not have itself
/// @param knownBy what names it on listeners that several share, besides its slug
public record Berth(
        Tenant tenant,
        List<EndpointId> endpoints,
        Optional<PassiveRange> range,
        List<ExternalRule> external,
        DataRules data,
        StatusCourse course,
        Optional<PlanName> plan,
        KnownBy knownBy) {

    public Berth {
        endpoints = List.copyOf(endpoints);
        external = List.copyOf(external);
    }

    /// The place of a tenant without a plan, whose status stays what it is, known by its slug alone.
    public Berth(
            Tenant tenant,
            List<EndpointId> endpoints,
            Optional<PassiveRange> range,
            List<ExternalRule> external,
            DataRules data) {
        this(
                tenant,
                endpoints,
                range,
                external,
                data,
                StatusCourse.of(tenant.status()),
                Optional.empty(),
                KnownBy.SLUG);
    }
}
