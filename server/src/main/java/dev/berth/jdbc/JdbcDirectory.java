package dev.berth.jdbc;

import dev.berth.endpoint.Berth;
import dev.berth.endpoint.DataRules;
import dev.berth.endpoint.Directory;
import dev.berth.endpoint.Endpoint;
import dev.berth.endpoint.ExternalRule;
import dev.berth.endpoint.Listener;
import dev.berth.endpoint.NewEndpoint;
import dev.berth.endpoint.NewTenant;
import dev.berth.endpoint.PassiveRange;
import dev.berth.endpoint.TenantManners;
import dev.berth.endpoint.Topology;
import dev.berth.jdbc.Change.Kind;
import dev.berth.jdbc.Change.Operation;
import dev.berth.jdbc.Ports.Party;
import dev.berth.tenant.DirectoryRefused;
import dev.berth.tenant.DirectoryRefused.Reason;
import dev.berth.tenant.Limits;
import dev.berth.tenant.Slug;
import dev.berth.tenant.StorageRoot;
import dev.berth.tenant.TenantId;
import io.vertx.core.Future;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/// The [Directory] in the database.
public final class JdbcDirectory implements Directory {

    private final Database database;
    private final Transactions transactions;

    public JdbcDirectory(Database database) {
        this.database = database;
        this.transactions = database.transactions();
    }

    @Override
    public Future<Long> revision() {
        return database.statements()
                .rows(Scope.ALL, "select latest from revision where id = 1")
                .map(rows -> rows.iterator().next().getLong(0))
                .compose(revision -> database.revisions().seen(revision).map(revision));
    }

    @Override
    public Future<Topology> topology() {
        return transactions.read(Scope.ALL, work -> new DirectoryRows(work).topology());
    }

    @Override
    public Future<List<Endpoint>> endpoints() {
        return transactions.read(Scope.ALL, work -> new DirectoryRows(work).endpoints());
    }

    @Override
    public Future<Berth> berth(Slug slug, Optional<TenantId> viewer) {
        return transactions
                .read(Scope.ALL, work -> new DirectoryRows(work).seen(slug, viewer))
                .compose(this::berth);
    }

    @Override
    public Future<Berth> berth(TenantId tenant) {
        return transactions.read(Scope.of(tenant), work -> new DirectoryRows(work).existing(tenant));
    }

    @Override
    public Future<Revised<Endpoint>> createEndpoint(NewEndpoint endpoint) {
        return transactions.change(Scope.ALL, change -> {
            return new Revised<>(EndpointChanges.create(change, endpoint), change.revision());
        });
    }

    @Override
    public Future<Revised<Berth>> createTenant(NewTenant tenant) {
        return transactions.change(Scope.ALL, change -> {
            Required.tenant(tenant);
            TenantId id = insertTenant(change, tenant);
            linkEndpoints(change, id, tenant.slug(), tenant.endpoints(), tenant.listeners());
            if (tenant.range().isPresent()) {
                storeRange(change, id, tenant.slug().value(), tenant.range().get());
            } else {
                requireSharedPools(change.work(), id);
            }
            storeRules(change.work(), id, tenant.external());
            new KnownByRows(change.work()).store(id, tenant.knownBy());
            return revised(change, id);
        });
    }

    @Override
    public Future<Revised<Berth>> setPassive(TenantId tenant, PassiveRange range, List<ExternalRule> external) {
        return transactions.change(Scope.ALL, change -> {
            Required.external(external);
            String slug = change.work()
                    .first("select slug from tenant where id = ?", row -> row.getString("slug"), tenant.value())
                    .orElseThrow(() -> noTenant(tenant.toString()));
            storeRange(change, tenant, slug, range);
            storeRules(change.work(), tenant, external);
            change.note(Kind.TENANT, tenant.value(), Operation.UPDATE, tenant);
            return fitting(revised(change, tenant));
        });
    }

    @Override
    public Future<Revised<Berth>> setData(TenantId tenant, DataRules rules, Optional<Long> seen) {
        return transactions.change(Scope.of(tenant), change -> {
            if (!change.work().any("select id from tenant where id = ?", tenant.value())) {
                throw noTenant(tenant.toString());
            }
            Revision.require(change, Kind.TENANT, tenant.value(), seen);
            DataRulesRows.store(change.work(), tenant, rules);
            change.note(Kind.TENANT, tenant.value(), Operation.UPDATE, tenant);
            return fitting(revised(change, tenant));
        });
    }

    @Override
    public Future<Map<TenantId, TenantManners>> manners() {
        return transactions.read(Scope.ALL, work -> new MannerRows(work).all());
    }

    @Override
    public Future<Revised<Berth>> setManners(TenantId tenant, TenantManners manners, Optional<Long> seen) {
        return transactions.change(Scope.of(tenant), change -> {
            Revision.require(change, Kind.TENANT, tenant.value(), seen);
            new MannerRows(change.work()).store(tenant, manners);
            change.note(Kind.TENANT, tenant.value(), Operation.UPDATE, tenant);
            return revised(change, tenant);
        });
    }

    @Override
    public Future<Map<TenantId, Limits>> limits() {
        return transactions.read(Scope.ALL, LimitColumn::ofTenants);
    }

    private static Revised<Berth> fitting(Revised<Berth> changed) {
        DataRulesRows.requireFit(changed.value().data(), changed.value().range());
        return changed;
    }

    private static Revised<Berth> revised(Change change, TenantId tenant) throws SQLException {
        Berth berth = new DirectoryRows(change.work()).berth(tenant).orElseThrow(() -> noTenant(tenant.toString()));
        return new Revised<>(berth, change.revision());
    }

    private static TenantId insertTenant(Change change, NewTenant tenant) throws SQLException {
        String slug = tenant.slug().value();
        if (change.work().any("select id from tenant where slug = ?", slug)) {
            throw new DirectoryRefused(Reason.ALREADY_EXISTS, "slug", slug, "is the slug of another tenant");
        }
        String root = StorageRoot.checked(tenant.storageRoot().orElse(slug));
        StorageRoots.requireApart(change.work(), root);
        long id = change.work()
                .insert(
                        """
                        insert into tenant (slug, name, storage_root, plan_id, file_uid, file_gid) values (?, ?, ?, ?, ?, ?)
                        """,
                        slug,
                        tenant.name(),
                        root,
                        PlanRows.key(change.work(), tenant.plan()),
                        tenant.fileOwner().uid().orElse(null),
                        tenant.fileOwner().gid().orElse(null));
        TenantId tenantId = new TenantId(id);
        change.note(Kind.TENANT, id, Operation.CREATE, tenantId);
        return tenantId;
    }

    static void linkEndpoints(Change change, TenantId tenant, Slug slug, List<String> shared, List<Listener> listeners)
            throws SQLException {
        TreeSet<Long> endpoints = new TreeSet<>();
        for (String name : shared) {
            endpoints.add(change.work()
                    .first(
                            "select id from endpoint where name = ? and tenant_id is null",
                            row -> row.getLong("id"),
                            name)
                    .orElseThrow(() -> new DirectoryRefused(
                            Reason.INVALID,
                            "endpoints",
                            name,
                            "is not the name of an endpoint that tenants share; create that first")));
        }
        if (!listeners.isEmpty()) {
            endpoints.add(EndpointChanges.insert(change, "slug", slug.value(), Optional.of(tenant), listeners)
                    .value());
        }
        for (long endpoint : endpoints) {
            change.work()
                    .run(
                            "insert into tenant_endpoint (tenant_id, endpoint_id) values (?, ?)",
                            tenant.value(),
                            endpoint);
        }
    }

    static void storeRange(Change change, TenantId tenant, String slug, PassiveRange range) throws SQLException {
        new Ports(change.work()).requireFree("passive.ports", range, new Party("tenant " + slug, tenant.value()));
        change.work().run("delete from passive_range where tenant_id = ?", tenant.value());
        change.work()
                .run(
                        "insert into passive_range (tenant_id, first_port, last_port) values (?, ?, ?)",
                        tenant.value(),
                        range.first(),
                        range.last());
        ProxySides.requireEqual(change.work(), tenant);
    }

    static void requireSharedPools(Work work, TenantId tenant) throws SQLException {
        Optional<String> without = work.first("""
                select e.name
                  from tenant_endpoint te
                  join endpoint e on e.id = te.endpoint_id
                  left join passive_range r on r.endpoint_id = e.id
                 where te.tenant_id = ? and r.id is null
                 order by e.name
                """, row -> row.getString("name"), tenant.value());
        if (without.isPresent()) {
            throw new DirectoryRefused(
                    Reason.INVALID,
                    "passive.ports",
                    "none",
                    "is needed, because endpoint " + without.get() + " has no shared pool");
        }
    }

    static void storeRules(Work work, TenantId tenant, List<ExternalRule> external) throws SQLException {
        work.run("delete from external_rule where tenant_id = ?", tenant.value());
        int place = 0;
        for (ExternalRule rule : external) {
            work.run(
                    "insert into external_rule (tenant_id, place, network, address) values (?, ?, ?, ?)",
                    tenant.value(),
                    place++,
                    rule.match().toString(),
                    rule.address().toString());
        }
    }

    static DirectoryRefused noTenant(String value) {
        return new DirectoryRefused(Reason.NOT_FOUND, "tenant", value, "is not a tenant");
    }
}
