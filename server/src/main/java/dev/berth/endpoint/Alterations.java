package dev.berth.endpoint;

import dev.berth.endpoint.Directory.Revised;
import dev.berth.tenant.Slug;
import dev.berth.tenant.StatusCourse;
import dev.berth.tenant.TenantFiles;
import dev.berth.tenant.TenantId;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;

/// How tenants and endpoints are altered and removed once they are there. Each change is one transaction that also
/// writes a revision; it fails with [dev.berth.tenant.DirectoryRefused], and then nothing was changed. A caller may
/// say which revision of the thing it has seen; if it has changed since, the change is refused as stale.
public interface Alterations {

    /// Refuses what no tenant can be, whatever else there is. Making and altering one does so by itself.
    ///
    /// @throws dev.berth.tenant.DirectoryRefused with the first thing that is wrong
    void require(NewTenant wanted);

    /// Refuses likewise what no endpoint can be.
    void require(NewEndpoint wanted);

    /// Refuses likewise rules for data connections that do not fit the tenant's own passive ports.
    void require(DataRules rules, Optional<PassiveRange> range);

    /// One tenant's place, with the revision that changed the tenant last.
    Future<Revised<Berth>> tenant(Slug slug);

    /// Makes a tenant what it shall be. Listeners and ports that stay stay open; the storage root cannot be altered,
    /// since the files would not follow.
    ///
    /// @param wanted all of it; its slug and storage root are those that the tenant has
    /// @param course its status, and what becomes of it
    /// @param seen the revision that the caller has seen; empty for whatever there is
    Future<Revised<Berth>> alter(TenantId tenant, NewTenant wanted, StatusCourse course, Optional<Long> seen);

    /// Removes a tenant with its accounts, tokens, listeners and ports; its files stay where they are.
    ///
    /// @return the revision that removed it
    Future<Long> removeTenant(TenantId tenant, Optional<Long> seen);

    /// Removes a tenant likewise, and orders the removal of its files in the same transaction.
    ///
    /// @return the revision, and where its files are
    Future<Revised<String>> removeTenant(TenantId tenant, Optional<Long> seen, TenantFiles.Ordered removal);

    /// An endpoint, with the revision that changed it last.
    Future<Revised<Endpoint>> endpoint(String name);

    /// Makes an endpoint that tenants share what it shall be.
    ///
    /// @param wanted all of it; its name is the one that the endpoint has
    Future<Revised<Endpoint>> alter(EndpointId endpoint, NewEndpoint wanted, Optional<Long> seen);

    /// Removes an endpoint that serves no tenant any more.
    ///
    /// @return the revision that removed it
    Future<Long> removeEndpoint(EndpointId endpoint, Optional<Long> seen);

    /// A tenant that is there, as it shall be.
    record AlteredTenant(NewTenant place, StatusCourse course) {}

    /// What is altered at once.
    ///
    /// @param gone the names of shared endpoints that are removed
    /// @param endpoints shared endpoints that are made, or altered where they are there
    /// @param tenants that are altered
    record Exchange(List<String> gone, List<NewEndpoint> endpoints, List<AlteredTenant> tenants) {
        public Exchange {
            gone = List.copyOf(gone);
            endpoints = List.copyOf(endpoints);
            tenants = List.copyOf(tenants);
        }
    }

    /// Alters several in one transaction, each of which may take what another of them gives up: ports, domains,
    /// destinations.
    ///
    /// @return the revision
    Future<Long> exchange(Exchange wanted);
}
