package dev.berth.limit;

import dev.berth.account.Account;
import dev.berth.account.AccountId;
import dev.berth.tenant.Limits;
import dev.berth.tenant.TenantId;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;

/// The seats of the tenants on this node: how many sessions and transfers they, their accounts and their clients'
/// addresses have. What is counted of a tenant is counted by one thread at a time, under its key in one map; other
/// tenants do not notice.
public final class Seats {

    private final AllLimits limits;
    private final Map<TenantId, Occupied> tenants = new ConcurrentHashMap<>();
    private final Map<Long, TenantId> whereabouts = new ConcurrentHashMap<>();
    private final Map<AccountId, Limits> accounts = new ConcurrentHashMap<>();
    private final LongAdder refused = new LongAdder();

    /// @param limits those of the tenants; the ones of an account come with it
    public Seats(AllLimits limits) {
        this.limits = limits;
    }

    /// Takes a seat for a session that is about to be logged in, as soon as there is one.
    ///
    /// @param session its number; a seat that it had is given back
    /// @param loop where it is told; it asks there too
    /// @return fails with [LimitReached] when it is given up
    public Future<Void> take(long session, Account account, InetAddress address, Executor loop) {
        leave(session);
        whereabouts.put(session, account.tenant().id());
        Promise<Void> seat = Promise.promise();
        boolean waits = counting(account.tenant().id(), occupied -> {
            Optional<LimitReached> reached = occupied.sit(session, account, address, ofTenant(account));
            if (reached.isEmpty()) {
                seat.complete();
                return true;
            }
            return occupied.queue(new Waiter(session, account, address, reached.get(), seat, loop))
                    || !seat.tryFail(reached.get());
        });
        if (!waits) {
            refused.increment();
            whereabouts.remove(session);
        }
        return seat.future();
    }

    /// A session does not wait for a seat any longer.
    public void giveUp(long session) {
        TenantId tenant = whereabouts.get(session);
        if (tenant != null) {
            counting(tenant, occupied -> occupied.giveUp(session)).ifPresent(waiter -> {
                refused.increment();
                whereabouts.remove(session);
                waiter.refused();
            });
        }
    }

    /// A session is over, or nobody is logged in any more: gives its seat back, if it has one or waits for one.
    public void leave(long session) {
        TenantId tenant = whereabouts.remove(session);
        if (tenant != null) {
            Limits now = limits.of(tenant);
            counting(tenant, occupied -> {
                        occupied.giveUp(session).ifPresent(Waiter::refused);
                        return occupied.leave(session, now);
                    })
                    .forEach(Waiter::seated);
        }
    }

    /// A transfer begins.
    ///
    /// @return what it may not exceed; if empty, [#end] is to be called
    public Optional<LimitReached> begin(Account account) {
        return counting(account.tenant().id(), occupied -> occupied.begin(account, ofTenant(account)));
    }

    /// A transfer that has begun is over.
    public void end(Account account) {
        var _ = counting(account.tenant().id(), occupied -> occupied.end(account));
    }

    /// An account was changed; its sessions go on with what it is now.
    public void changed(Account account) {
        accounts.replace(account.id(), account.limits());
    }

    /// The limits of an account as they were heard of last.
    Limits latest(Account account) {
        return accounts.getOrDefault(account.id(), account.limits());
    }

    /// The numbers of the sessions of an account.
    public List<Long> sessions(Account account) {
        return counting(account.tenant().id(), occupied -> occupied.sessionsOf(account.id()));
    }

    /// How many sessions each tenant has.
    public Map<TenantId, Integer> taken() {
        Map<TenantId, Integer> taken = new HashMap<>();
        tenants.keySet().forEach(tenant -> taken.put(tenant, counting(tenant, Occupied::sessions)));
        return taken;
    }

    /// How many logins were refused for want of a seat.
    public long refused() {
        return refused.sum();
    }

    private Limits ofTenant(Account account) {
        return limits.of(account.tenant().id());
    }

    private <T> T counting(TenantId tenant, Function<Occupied, T> step) {
        var result = new ArrayList<T>(1);
        var _ = tenants.compute(tenant, (_, there) -> {
            Occupied occupied = there == null ? new Occupied(accounts) : there;
            result.add(step.apply(occupied));
            return occupied.isEmpty() ? null : occupied;
        });
        return result.getFirst();
    }
}
