package dev.berth.transfer;

import dev.berth.endpoint.DataRules;
import dev.berth.endpoint.PublicAddress;
import dev.berth.tenant.Slug;
import dev.berth.tenant.TenantId;
import io.vertx.core.Context;
import java.net.Inet4Address;
import java.net.InetAddress;

/// Whose data connection it will be.
///
/// @param session the number of the session
/// @param tenant whose account it is
/// @param tenantId the same by its key
/// @param account the key of the account
/// @param client the client's address, as the control connection has it
/// @param told the address that the client is told, or that it will dial on its own account: that of the control
///     connection; in active mode, the address that the server dials from
/// @param named whether the reply names that address: 227 does, 229 does not
/// @param rules what its tenant allows
/// @param loop the context of the session
public record Asker(
        long session,
        Slug tenant,
        long tenantId,
        long account,
        InetAddress client,
        InetAddress told,
        boolean named,
        DataRules rules,
        Context loop) {

    /// The tenant by its key.
    TenantId owner() {
        return new TenantId(tenantId);
    }

    /// Whether the client may be expected to reach the address that it is told.
    boolean isRoutable() {
        return !named || !(told instanceof Inet4Address ipv4) || PublicAddress.reaches(client, ipv4);
    }
}
