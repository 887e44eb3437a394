package dev.berth.jdbc;

import dev.berth.endpoint.Alterations.AlteredTenant;
import dev.berth.endpoint.Alterations.Exchange;
import dev.berth.endpoint.Berth;
import dev.berth.endpoint.Endpoint;
import dev.berth.endpoint.NewEndpoint;
import dev.berth.tenant.DirectoryRefused;
import dev.berth.tenant.DirectoryRefused.Reason;
import dev.berth.tenant.TenantId;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Tenants and endpoints that are altered together: all of them let go of what they have, and then each takes what it
/// shall have by the rules for one. What tenants need of their endpoints is looked at in the end.
final class PlaceExchange {

    private final Change change;
    private final Exchange wanted;

    PlaceExchange(Change change, Exchange wanted) {
        this.change = change;
        this.wanted = wanted;
    }

    void run() throws SQLException {
        DirectoryRows rows = new DirectoryRows(change.work());
        Map<String, Endpoint> endpoints =
                rows.endpoints().stream().collect(Collectors.toMap(Endpoint::name, Function.identity()));
        List<Berth> berths = new ArrayList<>();
        for (AlteredTenant tenant : wanted.tenants()) {
            String slug = tenant.place().slug().value();
            TenantId id = rows.tenant(tenant.place().slug()).orElseThrow(() -> JdbcDirectory.noTenant(slug));
            berths.add(rows.berth(id).orElseThrow(() -> JdbcDirectory.noTenant(slug)));
        }
        for (int i = 0; i < berths.size(); i++) {
            release(berths.get(i));
            if (wanted.tenants().get(i).place().listeners().isEmpty()) {
                releaseName(endpoints, berths.get(i));
            }
        }
        for (String name : wanted.gone()) {
            EndpointChanges.remove(change, shared(endpoints, name));
        }
        for (NewEndpoint endpoint : wanted.endpoints()) {
            release(Optional.ofNullable(endpoints.get(endpoint.name())));
        }
        for (NewEndpoint endpoint : wanted.endpoints()) {
            if (endpoints.containsKey(endpoint.name())) {
                EndpointChanges.store(change, shared(endpoints, endpoint.name()), endpoint);
            } else {
                endpoints.put(endpoint.name(), EndpointChanges.create(change, endpoint));
            }
        }
        for (int i = 0; i < berths.size(); i++) {
            AlteredTenant tenant = wanted.tenants().get(i);
            Berth _ = JdbcAlterations.place(change, berths.get(i), tenant.place(), tenant.course());
        }
        for (NewEndpoint endpoint : wanted.endpoints()) {
            EndpointChanges.requireServing(change, shared(endpoints, endpoint.name()), endpoint);
        }
    }

    private void release(Berth berth) throws SQLException {
        long tenant = berth.tenant().id().value();
        for (String table : List.of("passive_range", "tenant_endpoint", "tenant_domain", "tenant_destination")) {
            change.work().run("delete from " + table + " where tenant_id = ?", tenant);
        }
        change.work()
                .run("delete from listener where endpoint_id in (select id from endpoint where tenant_id = ?)", tenant);
    }

    /// An endpoint that tenants share may take the name of the tenant's own, which it has no more.
    private void releaseName(Map<String, Endpoint> endpoints, Berth berth) throws SQLException {
        String name = berth.tenant().slug().value();
        Endpoint own = endpoints.get(name);
        if (own != null && own.owner().equals(Optional.of(berth.tenant().id()))) {
            EndpointChanges.keepListeners(change, own.id(), name, List.of());
            endpoints.remove(name);
        }
    }

    private void release(Optional<Endpoint> endpoint) throws SQLException {
        if (endpoint.isPresent()) {
            long id = endpoint.get().id().value();
            change.work().run("delete from passive_range where endpoint_id = ?", id);
            change.work().run("delete from listener where endpoint_id = ?", id);
        }
    }

    private static Endpoint shared(Map<String, Endpoint> endpoints, String name) {
        return Optional.ofNullable(endpoints.get(name))
                .filter(endpoint -> endpoint.owner().isEmpty())
                .orElseThrow(() -> new DirectoryRefused(
                        Reason.NOT_FOUND, "endpoint", name, "is not an endpoint that tenants share"));
    }
}
