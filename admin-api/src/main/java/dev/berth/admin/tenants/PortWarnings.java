package dev.berth.admin.tenants;

import dev.berth.endpoint.Berth;
import dev.berth.endpoint.Endpoint;
import dev.berth.endpoint.PassiveRange;
import java.util.List;
import java.util.Optional;

/// What comes of too few passive ports, of the tenant's own or of those that it shares. It is no fault: some sessions
/// have to wait.
public final class PortWarnings {

    private PortWarnings() {}

    /// What is to be known of those that a tenant's sessions use.
    ///
    /// @param endpoints all, or at least those of the tenant
    /// @param sessions how many it may have at once
    public static List<String> of(Berth berth, List<Endpoint> endpoints, long sessions) {
        if (berth.range().isPresent()) {
            return berth.range().filter(range -> range.size() < sessions).flatMap(PassiveRange::warning).stream()
                    .toList();
        }
        return endpoints.stream()
                .filter(endpoint -> berth.endpoints().contains(endpoint.id()))
                .map(Endpoint::sharedPool)
                .flatMap(Optional::stream)
                .filter(pool -> pool.size() < sessions)
                .map(PassiveRange::warningOfPool)
                .flatMap(Optional::stream)
                .toList();
    }
}
