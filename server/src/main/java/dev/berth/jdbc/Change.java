package dev.berth.jdbc;

import dev.berth.tenant.TenantId;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Set;

/// One change of the directory on its way: its statements, its revision, and what it writes into the change log.
/// Whoever holds one holds the lock of the directory, so that what it has checked stays true until the commit.
final class Change {

    /// What kind of thing was changed, as `change_log.kind` has it.
    enum Kind {
        TENANT,
        ENDPOINT,
        ACCOUNT,
        API_TOKEN,
        PLAN
    }

    /// What was done to it, as `change_log.operation` has it.
    enum Operation {
        CREATE,
        UPDATE,
        DELETE
    }

    private final Work work;
    private final long revision;
    private final Set<TenantId> tenants = new HashSet<>();
    private final Set<TenantId> quotas = new HashSet<>();

    private Change(Work work, long revision) {
        this.work = work;
        this.revision = revision;
    }

    /// Takes the lock and the next revision.
    static Change begin(Work work) throws SQLException {
        work.run("update revision set latest = latest + 1 where id = 1");
        long revision = work.first("select latest from revision where id = 1", row -> row.getLong(1))
                .orElseThrow(() -> new SQLException("the table revision has lost its row"));
        return new Change(work, revision);
    }

    /// Its statements.
    Work work() {
        return work;
    }

    /// Its number.
    long revision() {
        return revision;
    }

    /// Whose things it touches.
    Set<TenantId> tenants() {
        return tenants;
    }

    /// Whose quotas it changes; [Revisions#PLANS] for those of a plan.
    Set<TenantId> quotas() {
        return quotas;
    }

    /// Says that a tenant's things were touched, where the notes were written together.
    void touch(TenantId tenant) {
        tenants.add(tenant);
    }

    /// Notes what belongs to no tenant.
    void note(Kind kind, long id, Operation operation) throws SQLException {
        work.run(
                "insert into change_log (rev, kind, object_id, operation, of_quota) values (?, ?, ?, ?, false)",
                revision,
                kind.name(),
                id,
                operation.name());
    }

    /// Notes what belongs to a tenant.
    void note(Kind kind, long id, Operation operation, TenantId tenant) throws SQLException {
        tenants.add(tenant);
        work.run(
                "insert into change_log (rev, kind, object_id, operation, tenant_id, of_quota) values (?, ?, ?, ?, ?, false)",
                revision,
                kind.name(),
                id,
                operation.name(),
                tenant.value());
    }

    /// Marks what was noted as a change of quotas.
    ///
    /// @param whose the tenant, or [Revisions#PLANS]
    void ofQuota(Kind kind, long id, TenantId whose) throws SQLException {
        quotas.add(whose);
        work.run(
                "update change_log set of_quota = true where rev = ? and kind = ? and object_id = ?",
                revision,
                kind.name(),
                id);
    }
}
