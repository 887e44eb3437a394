package dev.berth.endpoint;

import dev.berth.tenant.Limits;
import dev.berth.tenant.Slug;
import dev.berth.tenant.TenantId;
import io.vertx.core.Future;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The tenants and endpoints as the database has them. Each change is one transaction that also writes a revision;
/// it fails with [dev.berth.tenant.DirectoryRefused], and then nothing was changed.
public interface Directory {

    /// The number of the last change; cheap, for polling.
    Future<Long> revision();

    /// Everything a node must serve.
    Future<Topology> topology();

    /// All endpoints, by the age of their making.
    Future<List<Endpoint>> endpoints();

    /// One tenant's place, by its short name.
    default Future<Berth> berth(Slug slug) {
        return berth(slug, Optional.empty());
    }

    /// The same for who sees one tenant only.
    ///
    /// @param viewer that tenant; empty for who sees all
    /// @return fails for another tenant as for one that is not there, and after the same work
    Future<Berth> berth(Slug slug, Optional<TenantId> viewer);

    /// One tenant's place.
    Future<Berth> berth(TenantId tenant);

    /// The places of those whom somebody sees; that of one takes no longer for there being others.
    ///
    /// @param viewer the tenant of who sees one only
    default Future<List<Berth>> berths(Optional<TenantId> viewer) {
        return viewer.map(tenant -> berth(tenant).map(List::of))
                .orElseGet(() -> topology().map(Topology::berths));
    }

    /// Makes an endpoint.
    ///
    /// @return with its id and the revision that made it
    Future<Revised<Endpoint>> createEndpoint(NewEndpoint endpoint);

    /// Makes a tenant.
    Future<Revised<Berth>> createTenant(NewTenant tenant);

    /// Gives a tenant its own passive range and external address rules. A range that overlaps another tenant's or
    /// an endpoint's pool is refused with the names of both.
    Future<Revised<Berth>> setPassive(TenantId tenant, PassiveRange range, List<ExternalRule> external);

    /// Says what a tenant allows of data connections.
    ///
    /// @param seen the revision of the tenant that the caller has seen; empty for whatever there is
    Future<Revised<Berth>> setData(TenantId tenant, DataRules rules, Optional<Long> seen);

    /// How the server speaks to whose clients, by tenant; those of which nobody said anything may be missing.
    Future<Map<TenantId, TenantManners>> manners();

    /// Changes how the server speaks to a tenant's clients. More than 100 rules are refused, and so is a tenant that
    /// is not there.
    ///
    /// @param seen the revision of the tenant that the caller has seen; empty for whatever there is
    Future<Revised<Berth>> setManners(TenantId tenant, TenantManners manners, Optional<Long> seen);

    /// What the tenants may do only so much of, be it said of themselves or by their plan; those that have no limits
    /// may be missing.
    Future<Map<TenantId, Limits>> limits();

    /// What a change gave, and the revision that contains it.
    record Revised<T>(T value, long revision) {}
}
