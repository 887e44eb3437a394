package dev.berth.jdbc;

import dev.berth.account.KeptJobs;
import dev.berth.tenant.Slug;
import dev.berth.tenant.Tenant;
import dev.berth.tenant.TenantFiles;
import dev.berth.tenant.TenantId;
import io.vertx.core.Future;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/// The [KeptJobs] in the database.
public final class JdbcKeptJobs implements KeptJobs {

    private static final Duration KEPT = Duration.ofDays(1);

    private static final String COLUMNS = """
            select j.id, j.kind, j.tenant, j.node, j.state, j.total, j.done, j.began_at, j.ended_at, %s as report
              from job j
            """;
    private static final String BRIEF = COLUMNS.formatted("cast(null as varchar(1))");
    private static final String WHOLE = COLUMNS.formatted("j.report");

    private final Transactions transactions;

    public JdbcKeptJobs(Database database) {
        this.transactions = database.transactions();
    }

    @Override
    public Future<Void> begun(String id, String kind, TenantId tenant, String node, int total, Instant at) {
        return transactions
                .write(Scope.ALL, work -> work.run("delete from job where ended_at < ?", time(at.minus(KEPT))))
                .compose(_ -> transactions.write(
                        Scope.of(tenant),
                        work -> work.run("""
                            insert into job (id, kind, tenant_id, tenant, node, state, total, done, began_at)
                            select ?, ?, t.id, t.slug, ?, ?, ?, 0, ? from tenant t where t.id = ?
                            """, id, kind, node, State.RUNNING.name(), total, time(at), tenant.value())))
                .mapEmpty();
    }

    @Override
    public Future<Void> ended(Progress progress, State state, Instant at) {
        return transactions
                .write(Scope.ALL, work -> {
                    note(work, progress);
                    return work.run(
                            "update job set state = ?, ended_at = ? where id = ?",
                            state.name(),
                            time(at),
                            progress.id());
                })
                .mapEmpty();
    }

    @Override
    public Future<Integer> interrupted(String node, Instant at) {
        return transactions.write(
                Scope.ALL,
                work -> work.run(
                        "update job set state = ?, ended_at = ? where node = ? and state = ? and files is null",
                        State.INTERRUPTED.name(),
                        time(at),
                        node,
                        State.RUNNING.name()));
    }

    @Override
    public Future<List<Kept>> all(Optional<TenantId> tenant) {
        return transactions.read(
                Scope.of(tenant),
                work -> tenant.isPresent()
                        ? work.all(
                                BRIEF + " where j.tenant_id = ? order by j.id",
                                JdbcKeptJobs::kept,
                                tenant.get().value())
                        : work.all(BRIEF + " order by j.id", JdbcKeptJobs::kept));
    }

    @Override
    public Future<Optional<Kept>> one(String id, Optional<TenantId> tenant) {
        return transactions.read(
                Scope.of(tenant),
                work -> tenant.isPresent()
                        ? work.first(
                                WHOLE + " where j.id = ? and j.tenant_id = ?",
                                JdbcKeptJobs::kept,
                                id,
                                tenant.get().value())
                        : work.first(WHOLE + " where j.id = ?", JdbcKeptJobs::kept, id));
    }

    /// Writes down that the files of a tenant are to be removed, in the transaction that removes it.
    static void order(Work work, Tenant gone, TenantFiles.Ordered removal) throws SQLException {
        work.run(
                """
                insert into job (id, kind, tenant_id, tenant, node, state, total, done, began_at, files)
                values (?, ?, ?, ?, ?, ?, 0, 0, ?, ?)
                """,
                removal.job(),
                KeptJobs.REMOVAL,
                gone.id().value(),
                gone.slug().value(),
                removal.node(),
                State.RUNNING.name(),
                time(Instant.now()),
                gone.storageRoot());
    }

    @Override
    public Future<List<Removal>> removals(String node) {
        return transactions.read(
                Scope.ALL,
                work -> work.all(
                        "select id, tenant, tenant_id, files from job where node = ? and state = ? and files is not null order by id",
                        row -> new Removal(
                                row.getString("id"),
                                new Slug(row.getString("tenant")),
                                new TenantId(row.getLong("tenant_id")),
                                row.getString("files")),
                        node,
                        State.RUNNING.name()));
    }

    /// Writes down how far a job is, in the transaction of what it has made.
    static void note(Work work, Progress progress) throws SQLException {
        work.run("update job set done = ?, report = ? where id = ?", progress.done(), progress.report(), progress.id());
    }

    private static OffsetDateTime time(Instant at) {
        return at.truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC);
    }

    private static Kept kept(ResultSet row) throws SQLException {
        return new Kept(
                row.getString("id"),
                row.getString("kind"),
                new Slug(row.getString("tenant")),
                row.getString("node"),
                State.valueOf(row.getString("state")),
                row.getInt("total"),
                row.getInt("done"),
                row.getObject("began_at", OffsetDateTime.class).toInstant(),
                Optional.ofNullable(row.getObject("ended_at", OffsetDateTime.class))
                        .map(OffsetDateTime::toInstant),
                Optional.ofNullable(row.getString("report")));
    }
}
