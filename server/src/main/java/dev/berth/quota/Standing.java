package dev.berth.quota;

/// How an account and its tenant stand.
///
/// @param account what the account may have
/// @param accountUsed what it has; running transfers not included
/// @param tenant what the tenant may have, all its accounts together
/// @param tenantUsed what it has
/// @param left what the account could still take: of its own quota and its tenant's the smaller rest, without what
///     running transfers have set aside; [Quota#UNLIMITED] in a component where neither has a limit
public record Standing(Quota account, Amount accountUsed, Quota tenant, Amount tenantUsed, Quota left) {}
