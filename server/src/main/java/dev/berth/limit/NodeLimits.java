package dev.berth.limit;

import dev.berth.account.Account;
import dev.berth.tenant.Limit;

/// Everything on this node that there is only so much of.
///
/// @param tenants what the directory says of tenants
/// @param bandwidth how fast data connections may be
/// @param seats how many sessions and transfers there are
/// @param logins how often clients log in
public record NodeLimits(AllLimits tenants, Bandwidth bandwidth, Seats seats, LoginRates logins) {

    /// Of tenants that have no limits yet.
    public static NodeLimits none() {
        var tenants = new AllLimits();
        return new NodeLimits(tenants, new Bandwidth(tenants), new Seats(tenants), new LoginRates(tenants));
    }

    /// What holds for an account at this moment: of its own limit and its tenant's the smaller one.
    public long of(Account account, Limit limit) {
        return Math.min(
                tenants.of(account.tenant().id()).of(limit),
                seats.latest(account).of(limit));
    }

    /// An account was changed; its sessions and transfers go on with what it is now.
    public void changed(Account account) {
        bandwidth.changed(account);
        seats.changed(account);
    }
}
