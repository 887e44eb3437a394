package dev.berth.command;

import dev.berth.config.SessionConfig;
import dev.berth.session.SessionState.LoggedIn;
import dev.berth.transfer.PassivePlaces;
import java.time.Duration;

/// How long a session may be silent: what its client has asked for, else what its tenant says, else the node.
///
/// @param places knows what tenants say
/// @param node what the configuration says
public record IdleLimits(PassivePlaces places, SessionConfig node) {

    /// The limit of a session at this moment.
    public Duration of(LoggedIn user) {
        return user.parameters()
                .preferences()
                .idle()
                .or(() -> places.data(user.account().tenant().id()).idle().control())
                .orElse(node.idleTimeout());
    }
}
