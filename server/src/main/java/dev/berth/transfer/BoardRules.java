package dev.berth.transfer;

import dev.berth.endpoint.PortRules;

/// What a [Board] goes by.
///
/// @param ports who counts as one client, and how long a port is busy
/// @param shared whether several tenants share it, each with a fair part
/// @param connectNanos how long an announced port waits
/// @param quarantineNanos how long a port that nobody reached is not announced to the same key again
/// @param maxWaiters how many may wait for each key
/// @param maxPerAccount how many ports an account may have announced or wait for
/// @param maxPerAddress the same for a client address
record BoardRules(
        PortRules ports,
        boolean shared,
        long connectNanos,
        long quarantineNanos,
        int maxWaiters,
        int maxPerAccount,
        int maxPerAddress) {}
