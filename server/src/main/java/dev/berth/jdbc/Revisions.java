package dev.berth.jdbc;

import dev.berth.tenant.TenantId;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/// What this process knows of the changes of the directory, so that what it remembers of a tenant can be told to be
/// out of date. Changes of this process are known at once, those of others when the revision is next asked for.
///
/// What was read when [#latest] was `n` contains every change up to `n`; it holds as long as its tenant was not
/// touched by a later one.
final class Revisions {

    /// More changes than this are not looked at one by one.
    private static final int MOST = 1_000;

    /// Stands for all plans, in place of a tenant.
    static final TenantId PLANS = TenantId.NOBODY;

    private static final String TOUCHED = """
            select coalesce(tenant_id, 0) as tenant_id, max(rev) as rev, max(case when of_quota then rev else 0 end) as quotas
              from change_log
             where rev > ? and rev <= ? and (tenant_id is not null or of_quota)
             group by coalesce(tenant_id, 0)
            """;

    private final Statements statements;
    private final AtomicLong latest = new AtomicLong();
    private final AtomicLong readUpTo = new AtomicLong(-1);
    private final AtomicLong everything = new AtomicLong();
    private final Map<Long, Long> touched = new ConcurrentHashMap<>();
    private final Map<Long, Long> quotas = new ConcurrentHashMap<>();

    Revisions(Statements statements) {
        this.statements = statements;
    }

    /// The last change that is known of.
    long latest() {
        return latest.get();
    }

    /// Whether what was read of a tenant at revision `at` is still what the directory says, as far as is known.
    boolean stands(TenantId tenant, long at) {
        return at >= everything.get() && at >= touched.getOrDefault(tenant.value(), 0L);
    }

    /// The last change that is known to have touched a tenant.
    long touched(TenantId tenant) {
        return Math.max(everything.get(), touched.getOrDefault(tenant.value(), 0L));
    }

    /// The last change that is known to have touched the quotas that hold for a tenant or its accounts.
    long touchedQuotas(TenantId tenant) {
        long planned = quotas.getOrDefault(PLANS.value(), 0L);
        return Math.max(everything.get(), Math.max(planned, quotas.getOrDefault(tenant.value(), 0L)));
    }

    /// This process has committed a change.
    ///
    /// @param tenants whom it touches
    /// @param ofQuotas whose quotas it changes
    void committed(long revision, Set<TenantId> tenants, Set<TenantId> ofQuotas) {
        tenants.forEach(tenant -> touched.merge(tenant.value(), revision, Math::max));
        ofQuotas.forEach(tenant -> quotas.merge(tenant.value(), revision, Math::max));
        latest.accumulateAndGet(revision, Math::max);
    }

    /// The database is at `revision`: finds out whom the changes of others have touched.
    Future<Void> seen(long revision) {
        long before = readUpTo.get();
        if (revision <= before) {
            return Future.succeededFuture();
        }
        if (before < 0 || revision - before > MOST) {
            everything.accumulateAndGet(revision, Math::max);
            return arrivedAt(revision);
        }
        return statements.rows(Scope.ALL, TOUCHED, before, revision).compose(rows -> {
            for (Row row : rows) {
                touched.merge(row.getLong("tenant_id"), row.getLong("rev"), Math::max);
                quotas.merge(row.getLong("tenant_id"), row.getLong("quotas"), Math::max);
            }
            return arrivedAt(revision);
        });
    }

    private Future<Void> arrivedAt(long revision) {
        readUpTo.accumulateAndGet(revision, Math::max);
        latest.accumulateAndGet(revision, Math::max);
        return Future.succeededFuture();
    }
}
