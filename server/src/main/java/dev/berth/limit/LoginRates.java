package dev.berth.limit;

import dev.berth.tenant.Limit;
import dev.berth.tenant.Limits;
import dev.berth.tenant.TenantId;
import java.net.InetAddress;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/// How often clients try to log in. Who comes too often is made to wait, and who would have to wait too long is sent
/// away and does not count, so that others are not kept waiting by those who were refused.
public final class LoginRates {

    private static final long UNITS_PER_LOGIN = 60;
    private static final double KEPT_SECONDS = 30;
    private static final int FEW = 1_024;

    private final AllLimits limits;
    private final Map<Caller, Bucket> buckets = new ConcurrentHashMap<>();
    private final AtomicInteger many = new AtomicInteger(FEW);

    /// @param limits those of the tenants
    public LoginRates(AllLimits limits) {
        this.limits = limits;
    }

    /// @param address empty for all of them together
    private record Caller(TenantId tenant, Optional<InetAddress> address) {}

    /// Somebody tries to log in.
    ///
    /// @param longest how long he may wait, in nanoseconds
    /// @param now the time, in nanoseconds
    /// @return how long to wait first, in nanoseconds
    /// @throws LimitReached if that is too long
    public long ask(TenantId tenant, InetAddress address, long longest, long now) {
        Limits all = limits.of(tenant);
        long perAddress = all.of(Limit.LOGINS_PER_ADDRESS);
        long perTenant = all.of(Limit.LOGINS);
        long wait = perAddress == Limits.UNLIMITED
                ? 0
                : ask(new Caller(tenant, Optional.of(address)), perAddress, longest, now);
        if (wait < 0) {
            throw LimitReached.often("address " + address.getHostAddress(), perAddress, "logins per minute");
        }
        long more =
                perTenant == Limits.UNLIMITED ? 0 : ask(new Caller(tenant, Optional.empty()), perTenant, longest, now);
        if (more < 0) {
            throw LimitReached.often("this tenant", perTenant, "logins per minute");
        }
        return Math.max(wait, more);
    }

    /// @return -1 if it is too long
    private long ask(Caller caller, long perMinute, long longest, long now) {
        Bucket bucket = buckets.computeIfAbsent(caller, _ -> Bucket.full(perMinute, KEPT_SECONDS, now));
        forgetSome(now);
        bucket.goOnAt(perMinute, now);
        return bucket.takeWithin(UNITS_PER_LOGIN, longest, now);
    }

    private void forgetSome(long now) {
        int limit = many.get();
        if (buckets.size() > limit && many.compareAndSet(limit, Integer.MAX_VALUE)) {
            buckets.values().removeIf(bucket -> bucket.isIdle(now));
            many.set(Math.max(FEW, 2 * buckets.size()));
        }
    }

    /// How many addresses and tenants are remembered.
    int remembered() {
        return buckets.size();
    }
}
