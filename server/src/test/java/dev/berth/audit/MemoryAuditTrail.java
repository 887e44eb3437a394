package dev.berth.audit;

import dev.berth.tenant.DirectoryUnavailable;
import dev.berth.tenant.TenantId;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/// An [AuditTrail] that can be out of order.
final class MemoryAuditTrail implements AuditTrail {

    /// What of it does not work.
    enum Trouble {
        NONE,
        OUTAGE,
        /// A record that says so cannot be stored, and nor can those with it.
        POISON
    }

    /// The database does not answer.
    private static final class Down extends DirectoryUnavailable {
        private static final long serialVersionUID = 1L;

        Down() {
            super("down", null);
        }
    }

    final List<AuditRecord> kept = new CopyOnWriteArrayList<>();
    volatile Trouble trouble = Trouble.NONE;
    final AtomicInteger calls = new AtomicInteger();

    @Override
    public Future<Void> append(List<AuditRecord> records) {
        calls.incrementAndGet();
        boolean poisoned = records.stream().anyMatch(record -> record.actor().equals("poison"));
        if (trouble == Trouble.OUTAGE) {
            return Future.failedFuture(new Down());
        }
        if (trouble == Trouble.POISON && poisoned) {
            return Future.failedFuture(new IllegalStateException("too long"));
        }
        kept.addAll(records);
        return Future.succeededFuture();
    }

    @Override
    public Future<List<AuditRecord>> find(AuditQuery query) {
        return Future.succeededFuture(List.copyOf(kept));
    }

    @Override
    public Future<Optional<Integer>> retention(TenantId tenant) {
        return Future.succeededFuture(Optional.empty());
    }

    @Override
    public Future<Void> retain(TenantId tenant, Optional<Integer> days) {
        return Future.succeededFuture();
    }

    @Override
    public Future<List<TenantId>> owners(Optional<TenantId> after, int limit) {
        return Future.succeededFuture(List.of());
    }

    @Override
    public Future<Integer> forget(TenantId owner, Instant time, int most) {
        return Future.succeededFuture(0);
    }
}
