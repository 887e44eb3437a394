package dev.berth.jdbc;

import dev.berth.tenant.DirectoryUnavailable;
import dev.berth.tenant.TenantId;
import io.vertx.core.Future;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.function.Supplier;

/// One after the other within a tenant, so that several transfers do not each reserve what one of them would do. It is
/// used on one context.
final class QuotaTurns {

    private final Map<TenantId, Future<?>> last = new HashMap<>();

    /// Does work when that of the same tenant which came before is done.
    <T> Future<T> next(TenantId tenant, Supplier<Future<T>> work) {
        Future<T> mine = last.getOrDefault(tenant, Future.succeededFuture()).transform(_ -> work.get());
        last.put(tenant, mine);
        return mine.onComplete(_ -> last.remove(tenant, mine));
    }

    /// The same for work that only asks: where the database was away for the one before, it is not asked again, or
    /// who waits would wait for all before him.
    <T> Future<T> nextIfThere(TenantId tenant, Supplier<Future<T>> work) {
        Future<T> mine = last.getOrDefault(tenant, Future.succeededFuture())
                .transform(
                        (_, cause) -> cause instanceof DirectoryUnavailable ? Future.failedFuture(cause) : work.get());
        last.put(tenant, mine);
        return mine.onComplete(_ -> last.remove(tenant, mine));
    }

    /// Does work when that of several tenants which came before is done. Only one at a time may do so: two could wait
    /// for each other.
    <T> Future<T> next(Iterator<TenantId> tenants, Supplier<Future<T>> work) {
        return tenants.hasNext() ? next(tenants.next(), () -> next(tenants, work)) : work.get();
    }
}
