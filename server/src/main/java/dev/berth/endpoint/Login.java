package dev.berth.endpoint;

import dev.berth.tenant.TenantId;

/// What a listener made of the text after USER.
///
/// @param tenant whose user it is; [TenantId#NOBODY] if nobody's
/// @param user the rest of the text: the name in that tenant
public record Login(TenantId tenant, String user) {}
