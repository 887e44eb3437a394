package dev.berth.jdbc;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
import static java.util.stream.Collectors.toMap;

import dev.berth.endpoint.Berth;
import dev.berth.endpoint.ClientNetwork;
import dev.berth.endpoint.DataRules;
import dev.berth.endpoint.Endpoint;
import dev.berth.endpoint.EndpointId;
import dev.berth.endpoint.ExternalAddress;
import dev.berth.endpoint.ExternalRule;
import dev.berth.endpoint.KnownBy;
import dev.berth.endpoint.Listener;
import dev.berth.endpoint.PassiveRange;
import dev.berth.endpoint.Topology;
import dev.berth.tenant.FileOwner;
import dev.berth.tenant.PlanName;
import dev.berth.tenant.Slug;
import dev.berth.tenant.StatusCourse;
import dev.berth.tenant.Tenant;
import dev.berth.tenant.TenantId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Makes endpoints and berths of rows. A fixed number of queries whatever the number of tenants: each table is read
/// once, and what belongs together is joined here.
final class DirectoryRows {

    private final Work work;

    DirectoryRows(Work work) {
        this.work = work;
    }

    private record Owned<T>(long owner, T value) {}

    /// Everything.
    Topology topology() throws SQLException {
        long revision = work.first("select latest from revision where id = 1", row -> row.getLong(1))
                .orElse(0L);
        return new Topology(revision, endpoints(), berths(Owners.ALL));
    }

    /// One tenant's place.
    Optional<Berth> berth(TenantId tenant) throws SQLException {
        return berths(Owners.of(tenant)).stream().findFirst();
    }

    /// The key of a tenant.
    Optional<TenantId> tenant(Slug slug) throws SQLException {
        return work.first("select id from tenant where slug = ?", row -> new TenantId(row.getLong(1)), slug.value());
    }

    /// The tenant of a short name.
    ///
    /// @param viewer who sees no other one
    /// @throws dev.berth.tenant.DirectoryRefused if it is not there, or not to be seen
    TenantId seen(Slug slug, Optional<TenantId> viewer) throws SQLException {
        return tenant(slug)
                .filter(found -> viewer.orElse(found).equals(found))
                .orElseThrow(() -> JdbcDirectory.noTenant(slug.value()));
    }

    /// One tenant's place.
    ///
    /// @throws dev.berth.tenant.DirectoryRefused if it is not there
    Berth existing(TenantId tenant) throws SQLException {
        return berth(tenant).orElseThrow(() -> JdbcDirectory.noTenant(tenant.toString()));
    }

    /// All endpoints.
    List<Endpoint> endpoints() throws SQLException {
        Map<Long, List<Listener>> listeners = grouped(work.all(
                "select endpoint_id, port, tls, proxy, tenant_by from listener order by port",
                row -> new Owned<>(row.getLong("endpoint_id"), listener(row))));
        Map<Long, PassiveRange> pools = single(work.all(
                "select endpoint_id, first_port, last_port from passive_range where endpoint_id is not null",
                row -> new Owned<>(row.getLong("endpoint_id"), range(row))));
        return work.all(
                "select id, name, tenant_id from endpoint order by id",
                row -> new Endpoint(
                        new EndpointId(row.getLong("id")),
                        row.getString("name"),
                        listeners.getOrDefault(row.getLong("id"), List.of()),
                        owner(row),
                        Optional.ofNullable(pools.get(row.getLong("id")))));
    }

    private List<Berth> berths(Owners owners) throws SQLException {
        String whose = owners.where("tenant_id");
        Object[] values = owners.values();
        Map<Long, List<EndpointId>> endpoints = grouped(work.all(
                "select tenant_id, endpoint_id from tenant_endpoint" + whose + " order by endpoint_id",
                row -> new Owned<>(row.getLong("tenant_id"), new EndpointId(row.getLong("endpoint_id"))),
                values));
        Map<Long, PassiveRange> ranges = single(work.all(
                "select tenant_id, first_port, last_port from passive_range" + whose,
                row -> new Owned<>(row.getLong("tenant_id"), range(row)),
                values));
        Map<Long, List<ExternalRule>> rules = grouped(work.all(
                "select tenant_id, network, address from external_rule" + whose + " order by tenant_id, place",
                row -> new Owned<>(row.getLong("tenant_id"), rule(row)),
                values));
        Map<Long, DataRules> data = single(work.all(
                "select * from data_rules" + whose,
                row -> new Owned<>(row.getLong("tenant_id"), DataRulesRows.of(row)),
                values));
        Map<Long, KnownBy> knownBy = new KnownByRows(work).of(owners);
        return work.all(
                """
                select t.id, t.slug, t.name, t.status, t.status_reason, t.status_changes, t.storage_root, t.file_uid,
                       t.file_gid, p.name as plan
                  from tenant t
                  left join plan p on p.id = t.plan_id
                """ + owners.where("t.id") + " order by t.id",
                row -> {
                    StatusCourse course = course(row);
                    return new Berth(
                            tenant(row, course),
                            endpoints.getOrDefault(row.getLong("id"), List.of()),
                            Optional.ofNullable(ranges.get(row.getLong("id"))),
                            rules.getOrDefault(row.getLong("id"), List.of()),
                            data.getOrDefault(row.getLong("id"), DataRules.DEFAULT),
                            course,
                            Optional.ofNullable(row.getString("plan")).map(PlanName::new),
                            knownBy.getOrDefault(row.getLong("id"), KnownBy.SLUG));
                },
                values);
    }

    private static <T> Map<Long, List<T>> grouped(List<Owned<T>> rows) {
        return rows.stream().collect(groupingBy(Owned::owner, mapping(Owned::value, toList())));
    }

    private static <T> Map<Long, T> single(List<Owned<T>> rows) {
        return rows.stream().collect(toMap(Owned::owner, Owned::value));
    }

    private StatusCourse course(ResultSet row) throws SQLException {
        return StatusColumns.read(
                row.getString("status"), row.getString("status_reason"), row.getString("status_changes"), work.now());
    }

    private static Tenant tenant(ResultSet row, StatusCourse course) throws SQLException {
        return new Tenant(
                new TenantId(row.getLong("id")),
                new Slug(row.getString("slug")),
                row.getString("name"),
                course.status(),
                row.getString("storage_root"),
                owner(row.getObject("file_uid", Long.class), row.getObject("file_gid", Long.class)),
                course.reason());
    }

    static FileOwner owner(@Nullable Long uid, @Nullable Long gid) {
        return new FileOwner(Optional.ofNullable(uid), Optional.ofNullable(gid));
    }

    private static Optional<TenantId> owner(ResultSet row) throws SQLException {
        long owner = row.getLong("tenant_id");
        return row.wasNull() ? Optional.empty() : Optional.of(new TenantId(owner));
    }

    private static Listener listener(ResultSet row) throws SQLException {
        return new Listener(
                row.getInt("port"),
                Listener.Tls.valueOf(row.getString("tls")),
                Listener.Proxy.valueOf(row.getString("proxy")),
                SignalColumn.read(row.getString("tenant_by")));
    }

    private static PassiveRange range(ResultSet row) throws SQLException {
        return new PassiveRange(row.getInt("first_port"), row.getInt("last_port"));
    }

    private static ExternalRule rule(ResultSet row) throws SQLException {
        return new ExternalRule(
                ClientNetwork.parse(row.getString("network")), ExternalAddress.parse(row.getString("address")));
    }
}
