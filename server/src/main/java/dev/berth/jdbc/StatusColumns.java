package dev.berth.jdbc;

import static java.util.stream.Collectors.joining;

import dev.berth.tenant.StatusCourse;
import dev.berth.tenant.StatusCourse.Change;
import dev.berth.tenant.TenantStatus;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.util.List;

/// The status of a tenant as its columns have it.
final class StatusColumns {

    private static final int PARTS = 3;

    private StatusColumns() {}

    /// Reads what is in force at a time, and what comes after.
    ///
    /// @param status the column `status`
    /// @param reason the column `status_reason`
    /// @param changes the column `status_changes`
    static StatusCourse read(String status, String reason, String changes, Instant now) {
        List<Change> coming =
                changes.lines().map(line -> change(line.split(" ", PARTS))).toList();
        return new StatusCourse(TenantStatus.valueOf(status), reason, coming).at(now);
    }

    /// Reads it from a row with `tenant_status`, `status_reason` and `status_changes`.
    static StatusCourse read(Row row, Instant now) {
        return read(
                row.getString("tenant_status"), row.getString("status_reason"), row.getString("status_changes"), now);
    }

    /// The column `status_changes`.
    static String write(List<Change> changes) {
        return changes.stream()
                .map(change -> change.at().getEpochSecond() + " " + change.status() + " " + change.reason())
                .collect(joining("\n"));
    }

    private static Change change(String[] parts) {
        return new Change(
                Instant.ofEpochSecond(Long.parseLong(parts[0])),
                TenantStatus.valueOf(parts[1]),
                parts.length < PARTS ? "" : parts[2]);
    }
}
