package dev.berth.ban;

import dev.berth.endpoint.Tenancy;
import dev.berth.tenant.TenantId;
import java.net.InetAddress;
import java.util.Optional;

/// Somebody tries to log in.
///
/// @param client from where
/// @param tenant at which tenant, whether there is such a user or not; empty if at none that exists
/// @param user what tells the user from all others: the name in the tenant, or all of the login if there is no such
///     tenant
/// @param login all of the login, in the one form that all its forms have
/// @param chosen whether the tenant was known before the login could name it
public record Attempt(InetAddress client, Optional<TenantId> tenant, String user, String login, boolean chosen) {

    /// Reads a login so that those to unknown tenants are told apart as those to known ones are: whoever could see
    /// two logins share a count, or not, would know which tenants there are.
    ///
    /// @param tenancy what the session has said of its tenant
    /// @param login the text after USER
    public static Attempt of(InetAddress client, Tenancy tenancy, String login) {
        var named = tenancy.resolve(login);
        return named.tenant().equals(TenantId.NOBODY)
                ? new Attempt(client, Optional.empty(), tenancy.canonical(login), tenancy.canonical(login), false)
                : new Attempt(
                        client,
                        Optional.of(named.tenant()),
                        named.user(),
                        tenancy.canonical(login),
                        tenancy.sole().isPresent());
    }

    /// The tenant, [TenantId#NOBODY] for none.
    TenantId tenantOrNobody() {
        return tenant.orElse(TenantId.NOBODY);
    }
}
