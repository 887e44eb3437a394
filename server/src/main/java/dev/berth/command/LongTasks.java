package dev.berth.command;

import dev.berth.protocol.ReplyCode;
import dev.berth.session.Step;
import dev.berth.tenant.TenantId;
import io.vertx.core.Future;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/// The long commands that run on this node: no tenant has more than its share of them, so that none can keep the
/// disks from the others.
public final class LongTasks {

    private final int perTenant;
    private final ConcurrentHashMap<TenantId, Integer> running = new ConcurrentHashMap<>();

    /// @param perTenant how many of one tenant may run at once
    public LongTasks(int perTenant) {
        this.perTenant = perTenant;
    }

    /// How many run; for tests.
    int running() {
        return running.values().stream().mapToInt(Integer::intValue).sum();
    }

    /// Runs one of a tenant.
    ///
    /// @return what it gives; fails with [Refused] 450 when the tenant's share is used up
    Future<Step> run(TenantId tenant, Supplier<Future<Step>> task) {
        if (running.merge(tenant, 1, Integer::sum) > perTenant) {
            leave(tenant);
            return Future.failedFuture(new Refused(
                    ReplyCode.FILE_BUSY, "Too many long commands of yours run at this moment; try again later"));
        }
        return Future.succeededFuture().compose(_ -> task.get()).eventually(() -> left(tenant));
    }

    private Future<Void> left(TenantId tenant) {
        leave(tenant);
        return Future.succeededFuture();
    }

    private void leave(TenantId tenant) {
        running.computeIfPresent(tenant, (_, count) -> count == 1 ? null : count - 1);
    }
}
