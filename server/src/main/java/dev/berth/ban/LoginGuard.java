package dev.berth.ban;

import dev.berth.config.BanConfig;
import dev.berth.endpoint.ClientNetwork;
import dev.berth.tenant.Limits;
import dev.berth.tenant.TenantId;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongSupplier;

/// Counts failed logins, and says how long the next one waits. When a client, or its neighbourhood, has failed too
/// often, it is banned: from the tenant where it did so, or from all, if it tries tenant after tenant. A user is
/// never banned: who is attacked must be able to log in; those who try the name wait, except on networks from where
/// the user has logged in lately.
///
/// Memory is bounded by the size of four tables. Everything may be called on any thread and waits for nothing.
public final class LoginGuard {

    /// For how many windows a network is remembered from where a user has logged in.
    private static final int FRIENDSHIP = 100;

    private final BanConfig config;
    private final Duration delay;
    private final BanList bans;
    private final Imposing imposing;
    private final Digests digests;
    private final Windows near;
    private final Windows wide;
    private final Windows users;
    private final Windows friends;
    private final Function<TenantId, Limits> tenants;
    private final Thresholds everywhere;

    /// Makes bans.
    @FunctionalInterface
    public interface Imposing {
        /// Bans a network.
        ///
        /// @param tenant from which tenant; empty for all
        /// @param reason for administrators
        /// @param first how long the first one lasts
        void impose(Optional<TenantId> tenant, ClientNetwork network, String reason, Duration first);
    }

    /// @param delay how long the answer to any wrong login takes
    /// @param tenants what is in force at a tenant at this moment
    /// @param clock milliseconds since any moment, never backwards
    public LoginGuard(
            BanConfig config,
            Duration delay,
            Function<TenantId, Limits> tenants,
            BanList bans,
            Imposing imposing,
            SecureRandom random,
            LongSupplier clock) {
        this.config = config;
        this.delay = delay;
        this.tenants = tenants;
        this.everywhere = Thresholds.everywhere(config);
        this.bans = bans;
        this.imposing = imposing;
        this.digests = new Digests(random);
        this.near = new Windows(config.windows(), config.window(), clock);
        this.wide = new Windows(config.windows(), config.window(), clock);
        this.users = new Windows(config.windows(), config.window(), clock);
        this.friends = new Windows(config.windows(), config.window().multipliedBy(FRIENDSHIP), clock);
    }

    /// Whether an attempt is refused whatever the password is.
    public boolean isBanned(Attempt attempt) {
        return bans.keepsOut(attempt.client(), attempt.tenant()).isPresent();
    }

    /// How long an attempt waits before its password is looked at.
    public Duration pause(Attempt attempt) {
        if (!config.automatic() || friends.knows(friend(attempt))) {
            return Duration.ZERO;
        }
        int pressure = users.count(user(attempt));
        if (!bans.isExempt(attempt.client())) {
            ClientNetwork client = Around.near(attempt.client());
            ClientNetwork around = Around.wide(attempt.client());
            pressure = Math.max(pressure, near.count(digests.network(TenantId.NOBODY, client)));
            pressure = Math.max(pressure, share(wide.count(digests.network(TenantId.NOBODY, around))));
        }
        return grown(pressure - beforeDelay(attempt));
    }

    /// A tenant that has been named by the login waits as those do that do not exist: another wait would tell them
    /// apart.
    private int beforeDelay(Attempt attempt) {
        return attempt.tenant()
                .filter(_ -> attempt.chosen())
                .map(this::thresholds)
                .orElse(everywhere)
                .beforeDelay();
    }

    private Thresholds thresholds(TenantId tenant) {
        return Thresholds.of(tenants.apply(tenant), config);
    }

    /// Twice as long for each failure above what is free.
    private Duration grown(int steps) {
        Duration grown = delay;
        if (steps <= 0) {
            return Duration.ZERO;
        }
        for (int step = 1; step < steps && grown.compareTo(config.longestDelay()) < 0 && !grown.isZero(); step++) {
            grown = grown.multipliedBy(2);
        }
        return grown.compareTo(config.longestDelay()) < 0 ? grown : config.longestDelay();
    }

    /// A neighbourhood may fail more often than a client.
    private int share(int failures) {
        return (int) ((long) failures * config.tenantAddress() / config.tenantNetwork());
    }

    /// The password was right.
    public void accepted(Attempt attempt) {
        if (config.automatic() && !friends.knows(friend(attempt))) {
            friends.add(friend(attempt));
        }
    }

    /// The login was wrong.
    public void failed(Attempt attempt) {
        if (!config.automatic()) {
            return;
        }
        users.add(user(attempt));
        if (!bans.isExempt(attempt.client())) {
            ClientNetwork client = Around.near(attempt.client());
            ClientNetwork around = Around.wide(attempt.client());
            attempt.tenant().ifPresent(tenant -> {
                Thresholds own = thresholds(tenant);
                count(near, tenant, client, own.perAddress(), own);
                count(wide, tenant, around, own.perNetwork(), own);
            });
            count(near, TenantId.NOBODY, client, everywhere.perAddress(), everywhere);
            count(wide, TenantId.NOBODY, around, everywhere.perNetwork(), everywhere);
        }
    }

    private void count(Windows windows, TenantId tenant, ClientNetwork network, int most, Thresholds thresholds) {
        if (windows.reaches(digests.network(tenant, network), most, thresholds.window())) {
            imposing.impose(
                    Optional.of(tenant).filter(known -> !known.equals(TenantId.NOBODY)),
                    network,
                    most + " failed logins within " + words(thresholds.window()),
                    thresholds.duration());
        }
    }

    private static String words(Duration window) {
        return window.toSeconds() % 60 == 0 ? window.toMinutes() + " min" : window.toSeconds() + " s";
    }

    /// How many counts are remembered.
    public int remembered() {
        return near.size() + wide.size() + users.size() + friends.size();
    }

    /// How many counts are remembered at most.
    int most() {
        return near.capacity() + wide.capacity() + users.capacity() + friends.capacity();
    }

    /// By the letters of the login, where it names the tenant: else two names of one tenant would share a count, and
    /// two of nobody would not.
    private Key user(Attempt attempt) {
        return attempt.chosen()
                ? digests.user(attempt.tenantOrNobody(), attempt.user())
                : digests.user(TenantId.NOBODY, attempt.login());
    }

    private Key friend(Attempt attempt) {
        return digests.pair(attempt.tenantOrNobody(), attempt.user(), Around.wide(attempt.client()));
    }
}
