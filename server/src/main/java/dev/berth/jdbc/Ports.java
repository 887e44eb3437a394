package dev.berth.jdbc;

import dev.berth.endpoint.Listener;
import dev.berth.endpoint.PassiveRange;
import dev.berth.tenant.DirectoryRefused;
import dev.berth.tenant.DirectoryRefused.Reason;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// Who has which port. All ports of all endpoints are opened on the same addresses of a node, so that no port may
/// belong to two. To be asked under the lock of the directory; refuses with the names of both parties.
final class Ports {

    /// So many clashes are named; more would not help anybody.
    private static final int NAMED = 3;

    private final Work work;

    Ports(Work work) {
        this.work = work;
    }

    /// Whose a range or a listener is, for messages and for leaving out what a party has itself.
    ///
    /// @param name such as `tenant north` or `the shared pool of endpoint main`
    /// @param tenant its id, 0 for none or a new one
    record Party(String name, long tenant) {}

    /// Refuses a range that has a port of another range, or of any listener.
    ///
    /// @param field what the request calls the range
    void requireFree(String field, PassiveRange range, Party party) throws SQLException {
        List<String> clashes = work.all(
                """
                select r.first_port, r.last_port, t.slug as tenant, e.name as endpoint
                  from passive_range r
                  left join tenant t on t.id = r.tenant_id
                  left join endpoint e on e.id = r.endpoint_id
                 where r.first_port <= ? and r.last_port >= ? and (r.tenant_id is null or r.tenant_id <> ?)
                 order by r.first_port
                """,
                row -> row.getInt("first_port") + "-" + row.getInt("last_port") + " of " + owner(row),
                range.last(),
                range.first(),
                party.tenant());
        if (!clashes.isEmpty()) {
            throw refused(field, range.toString(), "overlaps " + listed(clashes), party);
        }
        List<String> inside = work.all(
                """
                select l.port, e.name as endpoint
                  from listener l
                  join endpoint e on e.id = l.endpoint_id
                 where l.port between ? and ?
                 order by l.port
                """,
                row -> "the control port " + row.getInt("port") + " of endpoint " + row.getString("endpoint"),
                range.first(),
                range.last());
        if (!inside.isEmpty()) {
            throw refused(field, range.toString(), "contains " + listed(inside), party);
        }
    }

    /// Refuses a listener whose port is another listener's, or lies in any passive range.
    void requireFree(List<Listener> listeners, Party party) throws SQLException {
        for (int i = 0; i < listeners.size(); i++) {
            Listener listener = listeners.get(i);
            List<String> clashes = work.all(
                    """
                    select e.name as endpoint
                      from listener l
                      join endpoint e on e.id = l.endpoint_id
                     where l.port = ?
                    """, row -> "is the control port of endpoint " + row.getString("endpoint"), listener.port());
            if (clashes.isEmpty()) {
                clashes = work.all(
                        """
                        select r.first_port, r.last_port, t.slug as tenant, e.name as endpoint
                          from passive_range r
                          left join tenant t on t.id = r.tenant_id
                          left join endpoint e on e.id = r.endpoint_id
                         where ? between r.first_port and r.last_port
                        """,
                        row -> "lies in " + row.getInt("first_port") + "-" + row.getInt("last_port") + " of "
                                + owner(row),
                        listener.port());
            }
            if (!clashes.isEmpty()) {
                throw refused(field(i), Integer.toString(listener.port()), listed(clashes), party);
            }
        }
    }

    /// Refuses a request that clashes with itself: one port twice, or a control port among its own passive ones.
    static void requireApart(String field, List<PassiveRange> ranges, List<Listener> listeners) {
        Set<Integer> seen = new HashSet<>();
        for (int i = 0; i < listeners.size(); i++) {
            Listener listener = listeners.get(i);
            String port = Integer.toString(listener.port());
            if (!seen.add(listener.port())) {
                throw new DirectoryRefused(
                        Reason.INVALID, field(i), port, "is given twice; each port has one listener");
            }
            for (PassiveRange range : ranges) {
                if (range.contains(listener.port())) {
                    throw new DirectoryRefused(
                            Reason.INVALID,
                            field,
                            range.toString(),
                            "contains the control port " + port + " of the same request");
                }
            }
        }
    }

    private static String field(int listener) {
        return "listeners[" + listener + "].port";
    }

    private static DirectoryRefused refused(String field, String value, String clash, Party party) {
        return new DirectoryRefused(Reason.CONFLICT, field, value, clash + ", so " + party.name() + " cannot have it");
    }

    private static String owner(ResultSet row) throws SQLException {
        String tenant = row.getString("tenant");
        return tenant != null ? "tenant " + tenant : "the shared pool of endpoint " + row.getString("endpoint");
    }

    private static String listed(List<String> clashes) {
        String named = clashes.stream().limit(NAMED).collect(Collectors.joining(" and "));
        return clashes.size() <= NAMED ? named : named + " and " + (clashes.size() - NAMED) + " more";
    }
}
