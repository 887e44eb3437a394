package dev.berth.endpoint;

import dev.berth.tenant.TenantId;
import java.util.List;
import java.util.Optional;

/// An externally reachable place: its control listeners, and the passive ports shared by those of its tenants that
/// have no range of their own.
///
/// @param id the key in the directory
/// @param name unique on the system; a [dev.berth.tenant.Slug] by form
/// @param listeners its control ports
/// @param owner the one tenant that it is dedicated to; empty for an endpoint that tenants share
/// @param sharedPool its shared passive ports, if it has any
public record Endpoint(
        EndpointId id,
        String name,
        List<Listener> listeners,
        Optional<TenantId> owner,
        Optional<PassiveRange> sharedPool) {

    public Endpoint {
        listeners = List.copyOf(listeners);
    }
}
