package dev.berth.transfer;

import dev.berth.config.PassiveConfig;
import dev.berth.endpoint.PortRules;
import dev.berth.net.ProxyHeader;
import dev.berth.observe.Events;
import java.util.List;
import java.util.Optional;

/// What a pool of passive ports goes by.
///
/// @param config the times and limits
/// @param addresses literal; every port is opened on each
/// @param header the PROXY header that comes first, if one must
/// @param rules how clients share the ports
/// @param foreignPorts how many ports at the end of the range are for FXP, where the other server's address is not
///     known beforehand
/// @param shared whether several tenants share the pool
/// @param events told what becomes of each reservation
public record PoolTerms(
        PassiveConfig config,
        List<String> addresses,
        Optional<ProxyHeader> header,
        PortRules rules,
        int foreignPorts,
        boolean shared,
        Events events) {

    public PoolTerms {
        addresses = List.copyOf(addresses);
    }

    BoardRules board(PortRules ports) {
        return new BoardRules(
                ports,
                shared,
                config.connectTimeout().toNanos(),
                config.quarantine().toNanos(),
                config.maxWaiters(),
                config.maxPerAccount(),
                config.maxPerAddress());
    }
}
