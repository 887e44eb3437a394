package dev.berth.jdbc;

import dev.berth.endpoint.Endpoint;
import dev.berth.endpoint.EndpointId;
import dev.berth.endpoint.Listener;
import dev.berth.endpoint.NewEndpoint;
import dev.berth.endpoint.PassiveRange;
import dev.berth.jdbc.Change.Kind;
import dev.berth.jdbc.Change.Operation;
import dev.berth.jdbc.Ports.Party;
import dev.berth.tenant.DirectoryRefused;
import dev.berth.tenant.DirectoryRefused.Reason;
import dev.berth.tenant.TenantId;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// Makes, alters and removes endpoints, as part of a change.
final class EndpointChanges {

    private EndpointChanges() {}

    /// Makes one.
    static Endpoint create(Change change, NewEndpoint endpoint) throws SQLException {
        Required.endpoint(endpoint);
        EndpointId id = insert(change, "name", endpoint.name(), Optional.empty(), endpoint.listeners());
        if (endpoint.sharedPool().isPresent()) {
            storePool(change, id, endpoint.name(), endpoint.sharedPool().get());
        }
        return new Endpoint(
                id,
                endpoint.name(),
                endpoint.listeners().stream()
                        .sorted(Comparator.comparingInt(Listener::port))
                        .toList(),
                Optional.empty(),
                endpoint.sharedPool());
    }

    /// Makes one without a pool.
    ///
    /// @param field what the request calls the name
    /// @param owner the tenant whose own it is
    static EndpointId insert(
            Change change, String field, String name, Optional<TenantId> owner, List<Listener> listeners)
            throws SQLException {
        if (change.work().any("select id from endpoint where name = ?", name)) {
            throw new DirectoryRefused(Reason.ALREADY_EXISTS, field, name, "is the name of an endpoint");
        }
        new Ports(change.work()).requireFree(listeners, new Party("endpoint " + name, 0));
        long id = owner.isPresent()
                ? change.work()
                        .insert(
                                "insert into endpoint (name, tenant_id) values (?, ?)",
                                name,
                                owner.get().value())
                : change.work().insert("insert into endpoint (name) values (?)", name);
        for (Listener listener : listeners) {
            insertListener(change, id, listener);
        }
        change.note(Kind.ENDPOINT, id, Operation.CREATE);
        return new EndpointId(id);
    }

    /// Makes an endpoint what it shall be, whatever its tenants need.
    static void store(Change change, Endpoint now, NewEndpoint wanted) throws SQLException {
        Required.endpoint(wanted);
        keepListeners(change, now.id(), now.name(), wanted.listeners());
        change.work()
                .run("delete from passive_range where endpoint_id = ?", now.id().value());
        if (wanted.sharedPool().isPresent()) {
            storePool(change, now.id(), now.name(), wanted.sharedPool().get());
        }
        change.note(Kind.ENDPOINT, now.id().value(), Operation.UPDATE);
    }

    /// Refuses what its tenants cannot do with.
    static void requireServing(Change change, Endpoint now, NewEndpoint wanted) throws SQLException {
        ProxySides.requireEqual(change.work(), now.id());
        if (wanted.sharedPool().isEmpty()) {
            requireNobodyNeedsPool(change, now);
        }
    }

    /// The endpoint keeps its key, so that listeners that stay are not closed.
    static void keepListeners(Change change, EndpointId endpoint, String name, List<Listener> wanted)
            throws SQLException {
        change.work().run("delete from listener where endpoint_id = ?", endpoint.value());
        if (wanted.isEmpty()) {
            change.work().run("delete from endpoint where id = ?", endpoint.value());
            change.note(Kind.ENDPOINT, endpoint.value(), Operation.DELETE);
            return;
        }
        new Ports(change.work()).requireFree(wanted, new Party("endpoint " + name, 0));
        for (Listener listener : wanted) {
            insertListener(change, endpoint.value(), listener);
        }
    }

    /// Removes one that serves nobody any more.
    static void remove(Change change, Endpoint now) throws SQLException {
        Optional<String> tenant =
                change.work().first("""
                        select t.slug
                          from tenant t
                          join tenant_endpoint te on te.tenant_id = t.id
                         where te.endpoint_id = ?
                         order by t.slug
                        """, row -> row.getString("slug"), now.id().value());
        if (tenant.isPresent()) {
            throw new DirectoryRefused(
                    Reason.CONFLICT, "endpoint", now.name(), "serves tenant " + tenant.get() + "; take it away first");
        }
        change.work().run("delete from endpoint where id = ?", now.id().value());
        change.note(Kind.ENDPOINT, now.id().value(), Operation.DELETE);
    }

    private static void storePool(Change change, EndpointId endpoint, String name, PassiveRange range)
            throws SQLException {
        new Ports(change.work()).requireFree("sharedPool", range, new Party("the shared pool of endpoint " + name, 0));
        change.work()
                .run(
                        "insert into passive_range (endpoint_id, first_port, last_port) values (?, ?, ?)",
                        endpoint.value(),
                        range.first(),
                        range.last());
    }

    private static void requireNobodyNeedsPool(Change change, Endpoint endpoint) throws SQLException {
        Optional<String> tenant = change.work()
                .first("""
                        select t.slug
                          from tenant_endpoint te
                          join tenant t on t.id = te.tenant_id
                          left join passive_range r on r.tenant_id = te.tenant_id
                         where te.endpoint_id = ? and r.id is null
                         order by t.slug
                        """, row -> row.getString("slug"), endpoint.id().value());
        if (tenant.isPresent()) {
            throw new DirectoryRefused(
                    Reason.CONFLICT,
                    "sharedPool",
                    "none",
                    "is needed, because tenant " + tenant.get() + " has no passive ports of its own");
        }
    }

    private static void insertListener(Change change, long endpoint, Listener listener) throws SQLException {
        change.work()
                .run(
                        "insert into listener (endpoint_id, port, tls, proxy, tenant_by) values (?, ?, ?, ?, ?)",
                        endpoint,
                        listener.port(),
                        listener.tls().name(),
                        listener.proxy().name(),
                        SignalColumn.write(listener.tenantBy()));
    }
}
