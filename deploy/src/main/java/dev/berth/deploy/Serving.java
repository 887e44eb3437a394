package dev.berth.deploy;

import dev.berth.config.BerthConfig;
import dev.berth.endpoint.Topology;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// A node that serves, as far as its operator is told of it.
///
/// @param config its settings
/// @param topology what it serves
/// @param logins of the demo tenants, as far as they are still written down
/// @param loginsFile where they are
/// @param adminPort the port on which the admin API was opened
/// @param tokenFile where the operator's token is; empty if it is not on this node
/// @param fingerprint of the node's own certificate
/// @param notes what the operator should know besides
record Serving(
        BerthConfig config,
        Topology topology,
        DemoLogins logins,
        Path loginsFile,
        int adminPort,
        Optional<Path> tokenFile,
        String fingerprint,
        List<String> notes) {

    Serving {
        notes = List.copyOf(notes);
    }
}
