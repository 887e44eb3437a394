package dev.berth.limit;

import dev.berth.account.Account;
import dev.berth.account.AccountId;
import dev.berth.tenant.Limit;
import dev.berth.tenant.TenantId;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;

/// How fast the data connections of this node may be: the buckets of its tenants, accounts and sessions. Whatever
/// loops their transfers run on, those of a tenant share its buckets.
public final class Bandwidth {

    private final AllLimits limits;
    private final Shares<TenantId> tenants = new Shares<>();
    private final Shares<AccountKey> accounts = new Shares<>();
    private final Shares<Long> sessions = new Shares<>();
    private final LongAdder waited = new LongAdder();

    /// @param limits those of the tenants; the ones of an account come with it
    public Bandwidth(AllLimits limits) {
        this.limits = limits;
    }

    private record AccountKey(TenantId tenant, AccountId account) {
        static AccountKey of(Account account) {
            return new AccountKey(account.tenant().id(), account.id());
        }
    }

    /// A transfer begins.
    ///
    /// @param session the number of its session
    /// @param now the time, in nanoseconds
    /// @return its way; to be ended
    public Passage passage(Account account, long session, Direction direction, long now) {
        TenantId tenant = account.tenant().id();
        AccountKey key = AccountKey.of(account);
        Share ofTenant = tenants.join(tenant, now);
        Share ofAccount = accounts.join(key, now);
        Share ofSession = sessions.join(session, now);
        ofTenant.countPart(direction, ofAccount.enter(direction) == 1 ? 1 : 0);
        ofAccount.limited(account.limits());
        boolean down = direction == Direction.DOWNLOAD;
        Limit total = down ? Limit.DOWNLOAD : Limit.UPLOAD;
        Limit perAccount = down ? Limit.DOWNLOAD_PER_ACCOUNT : Limit.UPLOAD_PER_ACCOUNT;
        Limit perSession = down ? Limit.DOWNLOAD_PER_SESSION : Limit.UPLOAD_PER_SESSION;
        LongSupplier tenantRate = () -> limits.of(tenant).of(total);
        LongSupplier accountRate = () ->
                Math.min(limits.of(tenant).of(perAccount), ofAccount.limits().of(total));
        LongSupplier sessionRate = () ->
                Math.min(limits.of(tenant).of(perSession), ofAccount.limits().of(perSession));
        return new Passage(
                List.of(
                        new Lane(ofSession.bucket(direction), sessionRate, () -> 1, () -> 1),
                        new Lane(ofAccount.bucket(direction), accountRate, () -> 1, () -> ofAccount.users(direction)),
                        new Lane(
                                ofTenant.bucket(direction),
                                tenantRate,
                                () -> ofTenant.parts(direction),
                                () -> ofAccount.users(direction))),
                () -> {
                    ofTenant.countPart(direction, ofAccount.exit(direction) == 0 ? -1 : 0);
                    sessions.leave(session);
                    accounts.leave(key);
                    tenants.leave(tenant);
                });
    }

    /// An account was changed; its running transfers go on with what it is now.
    public void changed(Account account) {
        accounts.find(AccountKey.of(account)).ifPresent(share -> share.limited(account.limits()));
    }

    /// A transfer has waited for its limits.
    public void waited(long nanos) {
        waited.add(nanos);
    }

    /// How long all transfers together have waited for their limits, in seconds.
    public double secondsWaited() {
        return waited.sum() / 1e9;
    }

    /// How many tenants, accounts and sessions are remembered.
    int remembered() {
        return tenants.size() + accounts.size() + sessions.size();
    }
}
