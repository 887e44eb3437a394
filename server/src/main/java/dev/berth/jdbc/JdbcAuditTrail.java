package dev.berth.jdbc;

import static java.util.stream.Collectors.joining;

import dev.berth.audit.AuditKey;
import dev.berth.audit.AuditQuery;
import dev.berth.audit.AuditRecord;
import dev.berth.audit.AuditTrail;
import dev.berth.jdbc.Change.Kind;
import dev.berth.jdbc.Change.Operation;
import dev.berth.tenant.TenantId;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The [AuditTrail] in the database, on a connection of its own, so that neither logins nor changes wait for it.
public final class JdbcAuditTrail implements AuditTrail {

    private static final String INSERT = """
            insert into audit_record (source, number, at, node, tenant_id, tenant, actor, client, session_id, operation,
                                      paths, octets, result, code, detail)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            on conflict do nothing
            """;

    private static final String SELECT = """
            select source, number, at, node, tenant_id, tenant, actor, client, session_id, operation, paths, octets, result,
                   code, detail
              from audit_record
            """;

    private final Transactions transactions;

    public JdbcAuditTrail(Database database) {
        this.transactions = database.audits();
    }

    @Override
    public Future<Void> append(List<AuditRecord> records) {
        return transactions
                .write(Scope.ALL, work -> {
                    var tenants = new Tenants(work);
                    List<Object[]> rows = new ArrayList<>();
                    for (AuditRecord record : records) {
                        rows.add(row(record, tenants));
                    }
                    work.runAll(INSERT, rows);
                    return true;
                })
                .mapEmpty();
    }

    private static Object[] row(AuditRecord record, Tenants tenants) throws SQLException {
        return new Object[] {
            record.key().source(),
            record.key().number(),
            utc(record.key().at()),
            record.node(),
            record.tenant().value(),
            tenants.slug(record),
            record.actor(),
            record.client(),
            record.session(),
            record.operation(),
            record.paths().isEmpty() ? "[]" : new JsonArray(record.paths()).encode(),
            record.octets(),
            record.result().name(),
            record.code(),
            record.detail()
        };
    }

    @Override
    public Future<List<AuditRecord>> find(AuditQuery query) {
        List<String> conditions = new ArrayList<>();
        List<Object> values = new ArrayList<>();
        query.tenant().ifPresent(tenant -> add("tenant_id = ?", tenant.value(), conditions, values));
        query.from().ifPresent(from -> add("at >= ?", utc(from), conditions, values));
        query.until().ifPresent(until -> add("at < ?", utc(until), conditions, values));
        query.actor().ifPresent(actor -> add("actor = ?", actor, conditions, values));
        query.client().ifPresent(client -> add("client = ?", client, conditions, values));
        query.operation().ifPresent(operation -> add("operation = ?", operation, conditions, values));
        query.result().ifPresent(result -> add("result = ?", result.name(), conditions, values));
        query.before().ifPresent(key -> {
            add("(at, source, number) < (?, ?, ?)", utc(key.at()), conditions, values);
            values.add(key.source());
            values.add(key.number());
        });
        String where = conditions.stream().collect(joining(" and ", conditions.isEmpty() ? "" : "where ", "\n"));
        values.add(query.limit());
        return transactions.read(
                Scope.of(query.tenant()),
                work -> work.all(
                        SELECT + where + "order by at desc, source desc, number desc limit ?",
                        JdbcAuditTrail::record,
                        values.toArray()));
    }

    private static void add(String condition, Object value, List<String> conditions, List<Object> values) {
        conditions.add(condition);
        values.add(value);
    }

    @Override
    public Future<Optional<Integer>> retention(TenantId tenant) {
        return transactions.read(
                Scope.of(tenant),
                work -> work.first(
                        "select days from audit_retention where tenant_id = ?",
                        row -> row.getInt("days"),
                        tenant.value()));
    }

    @Override
    public Future<Void> retain(TenantId tenant, Optional<Integer> days) {
        return transactions
                .change(Scope.of(tenant), change -> {
                    Work work = change.work();
                    if (!work.any("select id from tenant where id = ?", tenant.value())) {
                        throw JdbcDirectory.noTenant(tenant.toString());
                    }
                    work.run("delete from audit_retention where tenant_id = ?", tenant.value());
                    if (days.isPresent()) {
                        work.run(
                                "insert into audit_retention (tenant_id, days) values (?, ?)",
                                tenant.value(),
                                days.get());
                    }
                    change.note(Kind.TENANT, tenant.value(), Operation.UPDATE, tenant);
                    return true;
                })
                .mapEmpty();
    }

    /// Each owner is found by one look at the index; a `distinct` would read all of it.
    @Override
    public Future<List<TenantId>> owners(Optional<TenantId> after, int limit) {
        return transactions.read(Scope.ALL, work -> {
            List<TenantId> owners = new ArrayList<>();
            Optional<Long> next = owner(work, after.map(TenantId::value).orElse(-1L));
            while (next.isPresent()) {
                owners.add(new TenantId(next.get()));
                next = owners.size() == limit ? Optional.empty() : owner(work, next.get());
            }
            return owners;
        });
    }

    private static Optional<Long> owner(Work work, long after) throws SQLException {
        return work.first(
                "select tenant_id from audit_record where tenant_id > ? order by tenant_id limit 1",
                row -> row.getLong("tenant_id"),
                after);
    }

    /// The last that goes is looked for first: a `delete` with a limited subquery is counted anew for each row by H2.
    @Override
    public Future<Integer> forget(TenantId owner, Instant time, int most) {
        return transactions.write(Scope.ALL, work -> {
            Optional<AuditKey> last = work.first("""
                    select at, source, number
                      from audit_record
                     where tenant_id = ? and at < ?
                     order by at, source, number
                     limit 1 offset ?
                    """, JdbcAuditTrail::key, owner.value(), utc(time), most - 1);
            return last.isPresent()
                    ? work.run(
                            "delete from audit_record where tenant_id = ? and (at, source, number) <= (?, ?, ?)",
                            owner.value(),
                            utc(last.get().at()),
                            last.get().source(),
                            last.get().number())
                    : work.run("delete from audit_record where tenant_id = ? and at < ?", owner.value(), utc(time));
        });
    }

    private static OffsetDateTime utc(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }

    private static AuditKey key(ResultSet row) throws SQLException {
        return new AuditKey(
                row.getObject("at", OffsetDateTime.class).toInstant(), row.getLong("source"), row.getLong("number"));
    }

    private static AuditRecord record(ResultSet row) throws SQLException {
        return new AuditRecord(
                key(row),
                row.getString("node"),
                new TenantId(row.getLong("tenant_id")),
                row.getString("tenant"),
                row.getString("actor"),
                row.getString("client"),
                row.getLong("session_id"),
                row.getString("operation"),
                new JsonArray(row.getString("paths"))
                        .stream().map(String::valueOf).toList(),
                row.getLong("octets"),
                AuditRecord.Result.valueOf(row.getString("result")),
                row.getInt("code"),
                row.getString("detail"));
    }

    /// Of some records only the id of the tenant is known.
    private static final class Tenants {

        private final Work work;
        private final Map<Long, String> slugs = new HashMap<>();

        Tenants(Work work) {
            this.work = work;
        }

        String slug(AuditRecord record) throws SQLException {
            if (!record.slug().isEmpty() || record.tenant().equals(TenantId.NOBODY)) {
                return record.slug();
            }
            long id = record.tenant().value();
            String known = slugs.get(id);
            if (known == null) {
                known = work.first("select slug from tenant where id = ?", row -> row.getString("slug"), id)
                        .orElse("");
                slugs.put(id, known);
            }
            return known;
        }
    }
}
