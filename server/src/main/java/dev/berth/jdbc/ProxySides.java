package dev.berth.jdbc;

import dev.berth.endpoint.EndpointId;
import dev.berth.endpoint.Listener;
import dev.berth.tenant.DirectoryRefused;
import dev.berth.tenant.DirectoryRefused.Reason;
import dev.berth.tenant.TenantId;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;

/// That control and data of one pool agree on the PROXY header: with one on a single side, the two connections of a
/// client would seem to come from two.
final class ProxySides {

    private ProxySides() {}

    /// The listeners of one endpoint.
    static void requireEqual(List<Listener> listeners) {
        if (listeners.stream().map(Listener::proxy).distinct().count() > 1) {
            throw new DirectoryRefused(
                    Reason.INVALID,
                    "listeners.proxy",
                    "off and required",
                    "must be the same on all listeners of an endpoint, which share its passive ports");
        }
    }

    /// The endpoints of each tenant of one endpoint that has passive ports of its own.
    static void requireEqual(Work work, EndpointId endpoint) throws SQLException {
        Optional<String> torn = work.first("""
                select t.slug
                  from tenant_endpoint served
                  join tenant t on t.id = served.tenant_id
                  join passive_range r on r.tenant_id = t.id
                  join tenant_endpoint te on te.tenant_id = t.id
                  join listener l on l.endpoint_id = te.endpoint_id
                 where served.endpoint_id = ?
                 group by t.slug
                having count(distinct l.proxy) > 1
                 order by t.slug
                """, row -> row.getString("slug"), endpoint.value());
        if (torn.isPresent()) {
            throw new DirectoryRefused(
                    Reason.CONFLICT,
                    "listeners.proxy",
                    "off and required",
                    "must be the same on all endpoints of tenant " + torn.get()
                            + ", which has passive ports of its own");
        }
    }

    /// The endpoints of a tenant that has passive ports of its own.
    static void requireEqual(Work work, TenantId tenant) throws SQLException {
        List<String> sides = work.all("""
                select distinct l.proxy
                  from tenant_endpoint te
                  join listener l on l.endpoint_id = te.endpoint_id
                  join passive_range r on r.tenant_id = te.tenant_id
                 where te.tenant_id = ?
                 order by l.proxy
                """, row -> row.getString("proxy"), tenant.value());
        if (sides.size() > 1) {
            throw new DirectoryRefused(
                    Reason.INVALID,
                    "passive.ports",
                    "off and required",
                    "of its own are possible only if proxy is the same on all endpoints of the tenant");
        }
    }
}
