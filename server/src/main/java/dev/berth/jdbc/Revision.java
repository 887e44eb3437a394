package dev.berth.jdbc;

import dev.berth.jdbc.Change.Kind;
import dev.berth.tenant.DirectoryRefused;
import dev.berth.tenant.DirectoryRefused.Reason;
import java.sql.SQLException;
import java.util.Optional;

/// The revision that changed a thing last, from the change log.
final class Revision {

    private Revision() {}

    static long of(Work work, Kind kind, long id) throws SQLException {
        return work.first(
                        "select coalesce(max(rev), 0) from change_log where kind = ? and object_id = ?",
                        row -> row.getLong(1),
                        kind.name(),
                        id)
                .orElse(0L);
    }

    /// Refuses a change by somebody who has seen an older state.
    static void require(Change change, Kind kind, long id, Optional<Long> seen) throws SQLException {
        if (seen.isPresent() && seen.get() != of(change.work(), kind, id)) {
            throw new DirectoryRefused(
                    Reason.STALE,
                    "If-Match",
                    "the tag given", // and not the revision in it, which counts the changes of all tenants
                    "is not that of what there is now; read it again");
        }
    }
}
