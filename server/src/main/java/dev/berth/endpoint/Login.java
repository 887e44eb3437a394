package dev.berth.endpoint;

import dev.berth.tenant.TenantId;

/// What a listener made of the text after USER.
///
/// @param tenant whose user it is; [TenantId#NOBODY] if nobody's
/// @param user the name in that tenant
/// @param agreed false if what the client has said names several tenants: it is then refused like a wrong password
///     for a user of the first of them
public record Login(TenantId tenant, String user, boolean agreed) {}
