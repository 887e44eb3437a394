package dev.berth.config;

import static dev.berth.config.Setting.setting;

import java.time.Duration;
import java.util.List;

/// `ban.*`: what failed logins lead to.
///
/// @param automatic `ban.automatic`, whether they lead to anything
/// @param window `ban.window`, for how long a failed login counts
/// @param tenantAddress `ban.tenant.perAddress`, how many ban an address from a tenant
/// @param tenantNetwork `ban.tenant.perNetwork`, how many ban a network from a tenant
/// @param everywhereAddress `ban.everywhere.perAddress`, how many ban an address from all tenants
/// @param everywhereNetwork `ban.everywhere.perNetwork`, how many ban a network from all tenants
/// @param duration `ban.duration`, how long a first ban lasts
/// @param longest `ban.longest`, how long a repeated ban lasts at most
/// @param never `ban.never`, networks that are never banned
/// @param delayAfter `ban.delay.after`, how many failures are free of a longer delay
/// @param longestDelay `ban.delay.longest`, how long the delay becomes
/// @param windows `ban.windows`, how many counts of each kind are remembered
public record BanConfig(
        boolean automatic,
        Duration window,
        int tenantAddress,
        int tenantNetwork,
        int everywhereAddress,
        int everywhereNetwork,
        Duration duration,
        Duration longest,
        List<String> never,
        int delayAfter,
        Duration longestDelay,
        int windows) {

    static final Setting<Boolean> AUTOMATIC = setting(
            "ban.automatic",
            true,
            Rule.flag(),
            "Whether failed logins lead to delays and bans. Bans made by hand hold in any case.");

    static final Setting<Duration> WINDOW = setting(
            "ban.window", "10m", Rule.duration("1s", "24h"), "For how long a failed login counts, on each node.");

    static final Setting<Integer> TENANT_ADDRESS = setting(
            "ban.tenant.perAddress",
            20,
            Rule.whole(1, 1_000_000),
            "How many failed logins at one tenant ban a client address from that tenant. For IPv6 the /64 is what an"
                    + " address is for IPv4.");

    static final Setting<Integer> TENANT_NETWORK = setting(
            "ban.tenant.perNetwork",
            100,
            Rule.whole(1, 1_000_000),
            "How many failed logins at one tenant ban a /24 (IPv6: a /48) from that tenant.");

    static final Setting<Integer> EVERYWHERE_ADDRESS = setting(
            "ban.everywhere.perAddress",
            60,
            Rule.whole(1, 1_000_000),
            "How many failed logins, at all tenants together and at those that do not exist, ban a client address from the"
                    + " whole system.");

    static final Setting<Integer> EVERYWHERE_NETWORK =
            setting("ban.everywhere.perNetwork", 300, Rule.whole(1, 1_000_000), "The same for a /24 (IPv6: a /48).");

    static final Setting<Duration> DURATION = setting(
            "ban.duration",
            "15m",
            Rule.duration("1s", "720h"),
            "How long a first ban lasts; each further one of the same address or network lasts twice as long.");

    static final Setting<Duration> LONGEST =
            setting("ban.longest", "24h", Rule.duration("1s", "720h"), "How long a ban lasts at most.");

    static final Setting<List<String>> NEVER = setting(
            "ban.never",
            List.of(),
            Rule.networks(),
            "Networks that no ban keeps out: monitoring, and proxies behind which many clients are. Those of proxy.trusted"
                    + " are among them.");

    static final Setting<Integer> DELAY_AFTER = setting(
            "ban.delay.after",
            3,
            Rule.whole(0, 1_000_000),
            "After how many failed logins, of a client address or for a user, the next wait longer: first"
                    + " session.loginDelay, then twice as long each time.");

    static final Setting<Duration> LONGEST_DELAY =
            setting("ban.delay.longest", "8s", Rule.duration("0ms", "1m"), "How long a login waits at most.");

    static final Setting<Integer> WINDOWS = setting(
            "ban.windows",
            65_536,
            Rule.whole(8, 16_777_216),
            "How many counts of failed logins are remembered, of addresses, of networks and of users each. About 70 bytes"
                    + " each; when all are taken, the smallest counts are forgotten.");

    static final List<Setting<?>> SETTINGS = List.of(
            AUTOMATIC,
            WINDOW,
            TENANT_ADDRESS,
            TENANT_NETWORK,
            EVERYWHERE_ADDRESS,
            EVERYWHERE_NETWORK,
            DURATION,
            LONGEST,
            NEVER,
            DELAY_AFTER,
            LONGEST_DELAY,
            WINDOWS);

    /// @throws ConfigurationInvalid if a value breaks its rule
    public BanConfig {
        never = List.copyOf(never);
        AUTOMATIC.require(automatic);
        WINDOW.require(window);
        TENANT_ADDRESS.require(tenantAddress);
        TENANT_NETWORK.require(tenantNetwork);
        EVERYWHERE_ADDRESS.require(everywhereAddress);
        EVERYWHERE_NETWORK.require(everywhereNetwork);
        DURATION.require(duration);
        LONGEST.require(longest);
        NEVER.require(never);
        DELAY_AFTER.require(delayAfter);
        LONGEST_DELAY.require(longestDelay);
        WINDOWS.require(windows);
    }

    static BanConfig read(Values values) {
        return new BanConfig(
                values.get(AUTOMATIC),
                values.get(WINDOW),
                values.get(TENANT_ADDRESS),
                values.get(TENANT_NETWORK),
                values.get(EVERYWHERE_ADDRESS),
                values.get(EVERYWHERE_NETWORK),
                values.get(DURATION),
                values.get(LONGEST),
                values.get(NEVER),
                values.get(DELAY_AFTER),
                values.get(LONGEST_DELAY),
                values.get(WINDOWS));
    }
}
