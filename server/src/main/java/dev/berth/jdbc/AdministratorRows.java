package dev.berth.jdbc;

import dev.berth.account.Administrator.Role;
import dev.berth.account.Administrators.Kept;
import dev.berth.account.Administrators.Wanted;
import dev.berth.tenant.DirectoryRefused;
import dev.berth.tenant.DirectoryRefused.Reason;
import dev.berth.tenant.TenantId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/// The rows of `administrator`.
final class AdministratorRows {

    private static final String COLUMNS = """
            select id, name, role, tenant_id, blocked, version, created_at, last_login_at
              from administrator
            """;
    private static final String UNIQUE_VIOLATION = "23505";

    private final Work work;

    AdministratorRows(Work work) {
        this.work = work;
    }

    /// Those of one tenant if it is given.
    List<Kept> all(Optional<TenantId> tenant) throws SQLException {
        return tenant.isPresent()
                ? work.all(
                        COLUMNS + " where tenant_id = ? order by name",
                        AdministratorRows::kept,
                        tenant.get().value())
                : work.all(COLUMNS + " order by name, id", AdministratorRows::kept);
    }

    /// @throws DirectoryRefused if it is not there, or another tenant's
    Kept existing(long id, Optional<TenantId> tenant) throws SQLException {
        return work.first(COLUMNS + " where id = ?", AdministratorRows::kept, id)
                .filter(found -> tenant.isEmpty() || found.tenant().equals(tenant))
                .orElseThrow(() -> new DirectoryRefused(
                        Reason.NOT_FOUND, "administrator", Long.toString(id), "is not an administrator"));
    }

    /// @throws DirectoryRefused if the name is taken
    Kept insert(Wanted wanted, String hash, Instant now) throws SQLException {
        Long tenant = wanted.tenant().map(TenantId::value).orElse(null);
        try {
            long id = work.insert(
                    """
                    insert into administrator (id, place, name, password_hash, role, tenant_id, created_at)
                    values (?, ?, ?, ?, ?, ?, ?)
                    """,
                    PublicId.next(),
                    place(wanted.tenant()),
                    wanted.name(),
                    hash,
                    wanted.role().name(),
                    tenant,
                    at(now));
            return existing(id, wanted.tenant());
        } catch (SQLException e) {
            if (UNIQUE_VIOLATION.equals(e.getSQLState())) {
                throw new DirectoryRefused(
                        Reason.ALREADY_EXISTS, "name", wanted.name(), "is the name of another administrator");
            }
            throw e;
        }
    }

    /// The tenant's id, or 0 for the whole system.
    static long place(Optional<TenantId> tenant) {
        return tenant.map(TenantId::value).orElse(0L);
    }

    static OffsetDateTime at(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }

    private static Kept kept(ResultSet row) throws SQLException {
        long tenant = row.getLong("tenant_id");
        Optional<TenantId> owner = row.wasNull() ? Optional.empty() : Optional.of(new TenantId(tenant));
        return new Kept(
                row.getLong("id"),
                row.getString("name"),
                Role.valueOf(row.getString("role")),
                owner,
                row.getBoolean("blocked"),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                Optional.ofNullable(row.getObject("last_login_at", OffsetDateTime.class))
                        .map(OffsetDateTime::toInstant),
                row.getLong("version"));
    }
}
