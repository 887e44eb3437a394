package dev.berth.jdbc;

import dev.berth.endpoint.Destination;
import dev.berth.endpoint.KnownBy;
import dev.berth.tenant.DirectoryRefused;
import dev.berth.tenant.DirectoryRefused.Reason;
import dev.berth.tenant.TenantId;
import java.net.InetAddress;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What tenants are known by on shared listeners, as rows.
final class KnownByRows {

    private final Work work;

    KnownByRows(Work work) {
        this.work = work;
    }

    private record Owned<T>(long tenant, T value) {}

    /// By tenant; those that are known by their slug alone are left out.
    Map<Long, KnownBy> of(Owners owners) throws SQLException {
        Map<Long, KnownBy> all = new HashMap<>();
        List<Owned<String>> domains = work.all(
                "select tenant_id, domain from tenant_domain" + owners.where("tenant_id"),
                row -> new Owned<>(row.getLong("tenant_id"), row.getString("domain")),
                owners.values());
        List<Owned<Destination>> destinations = work.all(
                "select tenant_id, address, port from tenant_destination" + owners.where("tenant_id"),
                row -> new Owned<>(
                        row.getLong("tenant_id"),
                        new Destination(InetAddress.ofLiteral(row.getString("address")), row.getInt("port"))),
                owners.values());
        Map<Long, List<String>> domainsOf = new HashMap<>();
        domains.forEach(one ->
                domainsOf.computeIfAbsent(one.tenant(), _ -> new ArrayList<>()).add(one.value()));
        Map<Long, List<Destination>> destinationsOf = new HashMap<>();
        destinations.forEach(one -> destinationsOf
                .computeIfAbsent(one.tenant(), _ -> new ArrayList<>())
                .add(one.value()));
        domainsOf.forEach((id, mine) -> all.put(id, new KnownBy(mine, destinationsOf.getOrDefault(id, List.of()))));
        destinationsOf.forEach((id, mine) -> all.putIfAbsent(id, new KnownBy(List.of(), mine)));
        return all;
    }

    /// Replaces those of one tenant. What is another's already is refused.
    void store(TenantId tenant, KnownBy knownBy) throws SQLException {
        work.run("delete from tenant_domain where tenant_id = ?", tenant.value());
        work.run("delete from tenant_destination where tenant_id = ?", tenant.value());
        requireFew("domains", knownBy.domains().size());
        requireFew("destinations", knownBy.destinations().size());
        for (String domain : knownBy.domains()) {
            refuseTaken("domains", domain, "domain", work.first("""
                    select t.slug from tenant t join tenant_domain d on d.tenant_id = t.id where d.domain = ?
                    """, row -> row.getString("slug"), domain));
            work.run("insert into tenant_domain (tenant_id, domain) values (?, ?)", tenant.value(), domain);
        }
        for (Destination destination : knownBy.destinations()) {
            String address = destination.address().getHostAddress();
            refuseTaken(
                    "destinations",
                    destination.toString(),
                    "destination",
                    work.first("""
                    select t.slug
                      from tenant t
                      join tenant_destination d on d.tenant_id = t.id
                     where d.address = ? and d.port = ?
                    """, row -> row.getString("slug"), address, destination.port()));
            work.run(
                    "insert into tenant_destination (tenant_id, address, port) values (?, ?, ?)",
                    tenant.value(),
                    address,
                    destination.port());
        }
    }

    private static void requireFew(String field, int count) {
        if (count > KnownBy.MOST) {
            throw new DirectoryRefused(Reason.INVALID, field, String.valueOf(count), "are at most " + KnownBy.MOST);
        }
    }

    private static void refuseTaken(String field, String value, String what, Optional<String> owner) {
        if (owner.isPresent()) {
            throw new DirectoryRefused(Reason.CONFLICT, field, value, "is a " + what + " of tenant " + owner.get());
        }
    }
}
