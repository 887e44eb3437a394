package dev.berth.audit;

import dev.berth.tenant.TenantId;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Takes away, tenant by tenant and a few at a time, the records whose retention is over.
public final class RetentionSweep {

    private static final Logger LOG = LoggerFactory.getLogger(RetentionSweep.class);
    private static final int BATCH = 1000;
    private static final int OWNERS = 100;

    private final AuditTrail trail;
    private final int usualDays;
    private final Clock clock;
    private volatile boolean ended;

    /// @param usualDays for how long records are kept whose tenant has no retention of its own
    public RetentionSweep(AuditTrail trail, int usualDays, Clock clock) {
        this.trail = trail;
        this.usualDays = usualDays;
        this.clock = clock;
    }

    /// Sweeps now, and again and again, until [#end].
    public void every(Vertx vertx, Duration pause) {
        once().onComplete(_ -> {
            if (!ended) {
                vertx.setTimer(pause.toMillis(), _ -> every(vertx, pause));
            }
        });
    }

    /// Begins nothing more.
    public void end() {
        ended = true;
    }

    /// Sweeps once; what fails is logged, and left to the next time.
    ///
    /// @return how many records were removed
    public Future<Long> once() {
        return from(Optional.empty(), 0).recover(failure -> {
            if (!ended) {
                LOG.atWarn().setCause(failure).log("old audit records cannot be removed; it is tried again");
            }
            return Future.succeededFuture(0L);
        });
    }

    private Future<Long> from(Optional<TenantId> after, long removed) {
        return trail.owners(after, OWNERS)
                .compose(owners -> owners.isEmpty() || ended
                        ? Future.succeededFuture(removed)
                        : each(owners, 0, removed).compose(sum -> from(Optional.of(owners.getLast()), sum)));
    }

    private Future<Long> each(List<TenantId> owners, int index, long removed) {
        if (index == owners.size() || ended) {
            return Future.succeededFuture(removed);
        }
        TenantId owner = owners.get(index);
        return trail.retention(owner)
                .compose(days -> old(owner, days.orElse(usualDays), removed))
                .compose(sum -> each(owners, index + 1, sum));
    }

    private Future<Long> old(TenantId owner, int days, long removed) {
        return trail.forget(owner, clock.instant().minus(Duration.ofDays(days)), BATCH)
                .compose(count -> count < BATCH || ended
                        ? Future.succeededFuture(removed + count)
                        : old(owner, days, removed + count));
    }
}
