package dev.berth.ban;

import dev.berth.config.BanConfig;
import dev.berth.tenant.Limit;
import dev.berth.tenant.Limits;
import java.time.Duration;

/// How many failed logins at a tenant lead to what.
///
/// @param perAddress how many ban an address
/// @param perNetwork how many ban a network
/// @param window for how long one counts towards a ban
/// @param beforeDelay after how many the next wait longer
/// @param duration how long a first ban lasts
record Thresholds(int perAddress, int perNetwork, Duration window, int beforeDelay, Duration duration) {

    /// Those of the node, for all tenants together.
    static Thresholds everywhere(BanConfig node) {
        return new Thresholds(
                node.everywhereAddress(), node.everywhereNetwork(), node.window(), node.delayAfter(), node.duration());
    }

    /// Those of a tenant; what it does not say itself, the node does.
    static Thresholds of(Limits tenant, BanConfig node) {
        return new Thresholds(
                number(tenant, Limit.FAILED_LOGINS_PER_ADDRESS, node.tenantAddress()),
                number(tenant, Limit.FAILED_LOGINS_PER_NETWORK, node.tenantNetwork()),
                seconds(tenant, Limit.FAILED_LOGINS_WINDOW, node.window()),
                number(tenant, Limit.FAILED_LOGINS_BEFORE_DELAY, node.delayAfter()),
                seconds(tenant, Limit.BAN_DURATION, node.duration()));
    }

    private static int number(Limits tenant, Limit limit, int otherwise) {
        long number = tenant.of(limit);
        return number == Limits.UNLIMITED ? otherwise : (int) number;
    }

    private static Duration seconds(Limits tenant, Limit limit, Duration otherwise) {
        long number = tenant.of(limit);
        return number == Limits.UNLIMITED ? otherwise : Duration.ofSeconds(number);
    }
}
