package dev.berth.jdbc;

import dev.berth.plan.Allowance;
import dev.berth.plan.Plan;
import dev.berth.plan.Plans.Version;
import dev.berth.quota.Quota;
import dev.berth.tenant.DirectoryRefused;
import dev.berth.tenant.DirectoryRefused.Reason;
import dev.berth.tenant.PlanName;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Makes plans of rows, and rows of plans.
final class PlanRows {

    /// What is read of a plan with the version that is in force.
    private static final String PLANS = """
            select p.id, p.name, p.description, p.version, v.limits, v.quota_octets, v.quota_files, v.quota_volume,
                   (select count(*) from tenant t where t.plan_id = p.id) as tenants
              from plan p
              join plan_version v on v.plan_id = p.id and v.version = p.version
            """;

    private PlanRows() {}

    /// A plan with its key.
    record Kept(long id, Plan plan) {}

    static List<Plan> all(Work work) throws SQLException {
        return work.all(PLANS + " order by p.name", row -> kept(row).plan());
    }

    /// @throws DirectoryRefused if there is none
    static Kept one(Work work, PlanName name) throws SQLException {
        return work.first(PLANS + " where p.name = ?", PlanRows::kept, name.value())
                .orElseThrow(() ->
                        new DirectoryRefused(Reason.NOT_FOUND, "plan", name.value(), "is not the name of a plan"));
    }

    /// The key of the plan that a tenant shall follow; null for none.
    ///
    /// @throws DirectoryRefused if there is no such plan
    static @Nullable Long key(Work work, Optional<PlanName> name) throws SQLException {
        if (name.isEmpty()) {
            return null;
        }
        return work.first(
                        "select id from plan where name = ?",
                        row -> row.getLong("id"),
                        name.get().value())
                .orElseThrow(() -> new DirectoryRefused(
                        Reason.INVALID, "plan", name.get().value(), "is not the name of a plan; create that first"));
    }

    /// The plan of a tenant.
    static Optional<Plan> of(Work work, long tenant) throws SQLException {
        return work.first(
                PLANS + " where p.id = (select plan_id from tenant where id = ?)",
                row -> kept(row).plan(),
                tenant);
    }

    static List<Version> versions(Work work, long plan) throws SQLException {
        return work.all(
                """
                select version, made_at, limits, quota_octets, quota_files, quota_volume
                  from plan_version
                 where plan_id = ?
                 order by version desc
                """,
                row -> new Version(
                        row.getInt("version"),
                        row.getObject("made_at", OffsetDateTime.class).toInstant(),
                        allowance(row)),
                plan);
    }

    static void store(Work work, long plan, int version, Allowance allowance) throws SQLException {
        Quota quota = allowance.quota();
        work.run(
                """
                insert into plan_version (plan_id, version, limits, quota_octets, quota_files, quota_volume)
                values (?, ?, ?, ?, ?, ?)
                """,
                plan,
                version,
                LimitColumn.write(allowance.limits()),
                QuotaRows.column(quota.octets()),
                QuotaRows.column(quota.files()),
                QuotaRows.column(quota.volume()));
    }

    /// Reads the columns `limits` and `quota_…`.
    static Allowance allowance(ResultSet row) throws SQLException {
        return new Allowance(LimitColumn.read(row.getString("limits")), QuotaRows.readQuota(row));
    }

    private static Kept kept(ResultSet row) throws SQLException {
        return new Kept(
                row.getLong("id"),
                new Plan(
                        new PlanName(row.getString("name")),
                        row.getString("description"),
                        row.getInt("version"),
                        allowance(row),
                        row.getInt("tenants")));
    }
}
