package dev.berth.jdbc;

import dev.berth.endpoint.Alterations;
import dev.berth.endpoint.Berth;
import dev.berth.endpoint.DataRules;
import dev.berth.endpoint.Directory.Revised;
import dev.berth.endpoint.Endpoint;
import dev.berth.endpoint.EndpointId;
import dev.berth.endpoint.NewEndpoint;
import dev.berth.endpoint.NewTenant;
import dev.berth.endpoint.PassiveRange;
import dev.berth.jdbc.Change.Kind;
import dev.berth.jdbc.Change.Operation;
import dev.berth.tenant.DirectoryRefused;
import dev.berth.tenant.DirectoryRefused.Reason;
import dev.berth.tenant.Slug;
import dev.berth.tenant.StatusCourse;
import dev.berth.tenant.StorageRoot;
import dev.berth.tenant.Tenant;
import dev.berth.tenant.TenantFiles;
import dev.berth.tenant.TenantId;
import io.vertx.core.Future;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/// The [Alterations] in the database. What a thing has is taken away first, under the lock of the directory, and
/// what it shall have is then checked and stored by the rules for new ones; a refusal rolls all of it back.
public final class JdbcAlterations implements Alterations {

    private final Transactions transactions;

    public JdbcAlterations(Database database) {
        this.transactions = database.transactions();
    }

    @Override
    public void require(NewTenant wanted) {
        Required.tenant(wanted);
    }

    @Override
    public void require(NewEndpoint wanted) {
        Required.endpoint(wanted);
    }

    @Override
    public void require(DataRules rules, Optional<PassiveRange> range) {
        DataRulesRows.requireFit(rules, range);
    }

    @Override
    public Future<Revised<Berth>> tenant(Slug slug) {
        return transactions.read(Scope.ALL, work -> {
            DirectoryRows rows = new DirectoryRows(work);
            TenantId id = rows.tenant(slug).orElseThrow(() -> JdbcDirectory.noTenant(slug.value()));
            Berth berth = rows.berth(id).orElseThrow(() -> JdbcDirectory.noTenant(slug.value()));
            return new Revised<>(berth, Revision.of(work, Kind.TENANT, id.value()));
        });
    }

    @Override
    public Future<Revised<Berth>> alter(TenantId tenant, NewTenant wanted, StatusCourse course, Optional<Long> seen) {
        return transactions.change(Scope.ALL, change -> {
            Berth now = berth(change, tenant);
            Revision.require(change, Kind.TENANT, tenant.value(), seen);
            return new Revised<>(place(change, now, wanted, course), change.revision());
        });
    }

    /// Makes a tenant what it shall be.
    static Berth place(Change change, Berth now, NewTenant wanted, StatusCourse course) throws SQLException {
        TenantId tenant = now.tenant().id();
        requireSameRoot(now, wanted);
        Required.tenant(wanted);
        Work work = change.work();
        work.run(
                """
                update tenant
                   set name = ?, status = ?, status_reason = ?, status_changes = ?, plan_id = ?, file_uid = ?, file_gid = ?
                 where id = ?
                """,
                wanted.name(),
                course.status().name(),
                course.reason(),
                StatusColumns.write(course.changes()),
                PlanRows.key(work, wanted.plan()),
                wanted.fileOwner().uid().orElse(null),
                wanted.fileOwner().gid().orElse(null),
                tenant.value());
        work.run("delete from passive_range where tenant_id = ?", tenant.value());
        work.run("delete from tenant_endpoint where tenant_id = ?", tenant.value());
        Optional<EndpointId> own = ownEndpoint(change, tenant);
        if (own.isPresent()) {
            EndpointChanges.keepListeners(change, own.get(), now.tenant().slug().value(), wanted.listeners());
        }
        boolean keepsOwn = own.isPresent() && !wanted.listeners().isEmpty();
        JdbcDirectory.linkEndpoints(
                change, tenant, wanted.slug(), wanted.endpoints(), keepsOwn ? List.of() : wanted.listeners());
        if (keepsOwn) {
            work.run(
                    "insert into tenant_endpoint (tenant_id, endpoint_id) values (?, ?)",
                    tenant.value(),
                    own.get().value());
        }
        if (wanted.range().isPresent()) {
            JdbcDirectory.storeRange(
                    change, tenant, wanted.slug().value(), wanted.range().get());
        } else {
            JdbcDirectory.requireSharedPools(work, tenant);
        }
        JdbcDirectory.storeRules(work, tenant, wanted.external());
        new KnownByRows(work).store(tenant, wanted.knownBy());
        change.note(Kind.TENANT, tenant.value(), Operation.UPDATE, tenant);
        if (!now.plan().equals(wanted.plan())) {
            change.ofQuota(Kind.TENANT, tenant.value(), tenant);
        }
        Berth altered = berth(change, tenant);
        DataRulesRows.requireFit(altered.data(), altered.range());
        return altered;
    }

    @Override
    public Future<Long> removeTenant(TenantId tenant, Optional<Long> seen) {
        return transactions.change(Scope.ALL, change -> {
            var _ = removed(change, tenant, seen);
            return change.revision();
        });
    }

    @Override
    public Future<Revised<String>> removeTenant(TenantId tenant, Optional<Long> seen, TenantFiles.Ordered removal) {
        return transactions.change(Scope.ALL, change -> {
            Tenant gone = removed(change, tenant, seen);
            JdbcKeptJobs.order(change.work(), gone, removal);
            return new Revised<>(gone.storageRoot(), change.revision());
        });
    }

    private static Tenant removed(Change change, TenantId tenant, Optional<Long> seen) throws SQLException {
        Berth now = berth(change, tenant);
        Revision.require(change, Kind.TENANT, tenant.value(), seen);
        change.work().run("delete from tenant where id = ?", tenant.value());
        change.note(Kind.TENANT, tenant.value(), Operation.DELETE, tenant);
        return now.tenant();
    }

    @Override
    public Future<Revised<Endpoint>> endpoint(String name) {
        return transactions.read(Scope.ALL, work -> {
            Endpoint endpoint = new DirectoryRows(work)
                    .endpoints().stream()
                            .filter(one -> one.name().equals(name))
                            .findFirst()
                            .orElseThrow(() -> noEndpoint(name));
            return new Revised<>(
                    endpoint, Revision.of(work, Kind.ENDPOINT, endpoint.id().value()));
        });
    }

    @Override
    public Future<Revised<Endpoint>> alter(EndpointId endpoint, NewEndpoint wanted, Optional<Long> seen) {
        return transactions.change(Scope.ALL, change -> {
            Endpoint now = shared(change, endpoint, seen);
            EndpointChanges.store(change, now, wanted);
            EndpointChanges.requireServing(change, now, wanted);
            return new Revised<>(endpoint(change, endpoint), change.revision());
        });
    }

    @Override
    public Future<Long> exchange(Exchange wanted) {
        return transactions.change(Scope.ALL, change -> {
            new PlaceExchange(change, wanted).run();
            return change.revision();
        });
    }

    @Override
    public Future<Long> removeEndpoint(EndpointId endpoint, Optional<Long> seen) {
        return transactions.change(Scope.ALL, change -> {
            EndpointChanges.remove(change, shared(change, endpoint, seen));
            return change.revision();
        });
    }

    private static Berth berth(Change change, TenantId tenant) throws SQLException {
        return new DirectoryRows(change.work())
                .berth(tenant)
                .orElseThrow(() -> JdbcDirectory.noTenant(tenant.toString()));
    }

    private static Endpoint endpoint(Change change, EndpointId endpoint) throws SQLException {
        return new DirectoryRows(change.work())
                .endpoints().stream()
                        .filter(one -> one.id().equals(endpoint))
                        .findFirst()
                        .orElseThrow(() -> noEndpoint(endpoint.toString()));
    }

    private static Endpoint shared(Change change, EndpointId endpoint, Optional<Long> seen) throws SQLException {
        Endpoint now = endpoint(change, endpoint);
        Revision.require(change, Kind.ENDPOINT, endpoint.value(), seen);
        if (now.owner().isPresent()) {
            throw new DirectoryRefused(
                    Reason.CONFLICT, "endpoint", now.name(), "belongs to one tenant; change that tenant's listeners");
        }
        return now;
    }

    private static void requireSameRoot(Berth now, NewTenant wanted) {
        String root = now.tenant().storageRoot();
        if (wanted.storageRoot().isPresent()
                && !StorageRoot.checked(wanted.storageRoot().get()).equals(root)) {
            throw new DirectoryRefused(
                    Reason.INVALID,
                    "storageRoot",
                    wanted.storageRoot().get(),
                    "cannot be changed from " + root + ", since the files would not follow");
        }
    }

    private static Optional<EndpointId> ownEndpoint(Change change, TenantId tenant) throws SQLException {
        return change.work()
                .first(
                        "select id from endpoint where tenant_id = ?",
                        row -> new EndpointId(row.getLong("id")),
                        tenant.value());
    }

    private static DirectoryRefused noEndpoint(String name) {
        return new DirectoryRefused(Reason.NOT_FOUND, "endpoint", name, "is not an endpoint");
    }
}
